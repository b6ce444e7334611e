#!/usr/bin/env bash
# Copies the retail sample out of this repository, onto the EdaKit packages.
#
#   samples/Retail/copy-to.sh ../MyShop            on the version that this repository makes
#   samples/Retail/copy-to.sh ../MyShop 0.1.0      on another one
#
# Nothing in the copy refers to this repository. It needs a package source that has the EdaKit packages: see README.md.
set -euo pipefail

target=${1:?Name the folder to copy to: samples/Retail/copy-to.sh ../MyShop}
sample=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$sample/../..
build=$root/Directory.Build.props
value() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" "$build" | head -n 1; }
version=${2:-$(value VersionPrefix)-$(value VersionSuffix)}

if [ -e "$target" ] && [ -n "$(ls -A "$target")" ]; then
  echo "'$target' is not empty. Name a new folder." >&2
  exit 2
fi
mkdir -p "$target"
target=$(cd "$target" && pwd)

# The sources, without what a build made of them; what the hosts of all samples share comes along as one more project.
copy() {
  mkdir -p "$2"
  (cd "$1" && find . -type f -not -path '*/bin/*' -not -path '*/obj/*' -not -name copy-to.sh -print0 | tar --null -cf - -T -) | tar -xf - -C "$2"
}
copy "$sample" "$target"
copy "$sample/../Hosting" "$target/Hosting"
sed -i 's:\.\./\.\./Hosting/:../Hosting/:' "$target"/*/*.csproj

# Projects of this repository become packages.
find "$target" -name '*.csproj' -exec sed -i \
  's:<ProjectReference Include="\(\.\./\)*src/\(EdaKit[^/]*\)/[^"]*" />:<PackageReference Include="\2" />:' {} +

# Here a test compares the contracts with what is recorded of them. In the copy each build does.
sed -i 's:\( *\)<PackageReference Include="EdaKit.Core" />:&\n\1<PackageReference Include="EdaKit.ContractGate.Build" PrivateAssets="all" />:' \
  "$target/Retail.Contracts/Retail.Contracts.csproj"

# The versions that the sample was tested with, and those of EdaKit beside them.
sed "s:^</Project>:  <ItemGroup>\n\
    <PackageVersion Include=\"EdaKit.ContractGate.Build\" Version=\"$version\" />\n\
    <PackageVersion Include=\"EdaKit.Core\" Version=\"$version\" />\n\
    <PackageVersion Include=\"EdaKit.Outbox\" Version=\"$version\" />\n\
    <PackageVersion Include=\"EdaKit.Testing\" Version=\"$version\" />\n\
    <PackageVersion Include=\"EdaKit.Tracing\" Version=\"$version\" />\n\
  </ItemGroup>\n</Project>:" "$root/Directory.Packages.props" >"$target/Directory.Packages.props"

# The servers and a trading day, and a README that leads nowhere but to what came along.
sed "/^# The project's own tests/d" "$root/compose.yaml" >"$target/compose.yaml"
mkdir "$target/days"
cp "$root/tests/Retail.Tests/days/small.csv" "$target/days"
sed -i \
  -e "1a Copied from EdaKit $version. The tests that this page names are EdaKit's own." \
  -e '/^## Take it with you/,/^\*\*Take\*\*/{/^## Take it with you/!{/^\*\*Take\*\*/!d}}' \
  -e 's:](\.\./Hosting):](Hosting):g' \
  -e 's:\[\([^]]*\)\](\.\./\.\./[^)]*):\1:g' \
  -e 's:samples/Retail/::g' \
  -e 's:tests/Retail\.Tests/days/:days/:g' \
  -e 's:dotnet run --project src/EdaKit\.Cli --:edakit:g' \
  "$target/README.md"

cat >"$target/Directory.Build.props" <<PROPS
<Project>
  <PropertyGroup>
    <TargetFramework>$(value TargetFramework)</TargetFramework>
    <LangVersion>latest</LangVersion>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
</Project>
PROPS

echo "Copied to $target, on EdaKit $version. Build and run it with"
echo "  dotnet run --project $target/Retail.Host"
