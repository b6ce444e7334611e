using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Packages;

/// <summary>The first five minutes of a team with the contract gate, as docs/contract-gate.md tells them: far from this repository, from a feed.</summary>
public sealed class When_a_contract_is_broken(PackedPackages packages)
{
    private const string Published = """
        using EdaKit.Contracts;

        namespace Shop.Contracts;

        [EventContract("shop.order-placed", version: 1)]
        public sealed record OrderPlaced(
            [property: BusinessKey] string OrderNumber,
            decimal Total);
        """;

    [Fact]
    public async Task Should_fail_the_build_at_the_line_with_the_remedy_until_it_is_mended()
    {
        var root = packages.CreateFolder("gate");
        var folder = Path.Combine(root, "Shop.Contracts");
        var tool = Path.Combine(root, "bin", OperatingSystem.IsWindows() ? "edakit.exe" : "edakit");
        var source = Path.Combine(folder, "OrderPlaced.cs");
        var environment = new Dictionary<string, string>(PackedPackages.Environment) { ["NUGET_PACKAGES"] = packages.CreateFolder("gate-cache") };
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(root, "nuget.config"), Feeds.Of(await packages.GetFeedAsync()));
        await File.WriteAllTextAsync(Path.Combine(folder, "Shop.Contracts.csproj"), Project());
        await File.WriteAllTextAsync(source, Published);

        await Command.RunAsync(root, environment, "dotnet", "tool", "install", "EdaKit.Cli", "--tool-path", "bin", "--version", packages.Version, "--configfile", "nuget.config");

        // Nothing is recorded yet: the build says so, and has made the assembly.
        await Command.RunAsync(folder, environment, "dotnet", "restore");
        Assert.Contains("error EDA1101: ", await BuildAsync(1), StringComparison.Ordinal);
        Assert.Contains("recorded contracts", await Command.RunAsync(folder, environment, tool, "contracts", "update"), StringComparison.Ordinal);
        Assert.DoesNotContain("EDA1", await BuildAsync(0), StringComparison.Ordinal);

        await File.WriteAllTextAsync(source, Published.Replace("decimal Total", "decimal Total,\n    string Currency", StringComparison.Ordinal));
        var broken = await BuildAsync(1);
        Assert.Contains("OrderPlaced.cs(9,12): error EDA1001: ", broken, StringComparison.Ordinal);
        Assert.Contains("OrderPlaced.cs(9,12): warning EDA1201: ", broken, StringComparison.Ordinal);
        Assert.Contains("make it version 2 of the contract", broken, StringComparison.Ordinal);
        Assert.DoesNotContain("EDA1100", broken, StringComparison.Ordinal);

        // What no build has mended is found by the next one too, although nothing was compiled.
        Assert.Contains("error EDA1001: ", await BuildAsync(1), StringComparison.Ordinal);

        await File.WriteAllTextAsync(source, Published.Replace("version: 1", "version: 2, OldestReader = 1", StringComparison.Ordinal)
            .Replace("decimal Total", "decimal Total,\n    string Currency", StringComparison.Ordinal) + """


            public sealed class Versions : IContractVersions
            {
                public void Register(ContractsBuilder contracts) => contracts.Reshape<OrderPlaced>(from: 1, order => order.Default(o => o.Currency, "EUR"));
            }
            """);
        Assert.Contains("error EDA1101: ", await BuildAsync(1), StringComparison.Ordinal);
        await Command.RunAsync(folder, environment, tool, "contracts", "update");
        Assert.DoesNotContain("EDA1", await BuildAsync(0), StringComparison.Ordinal);
        Assert.Equal(["v1.json", "v1.made.sample.json", "v2.json", "v2.made.sample.json"], Directory.GetFiles(Path.Combine(folder, "contracts", "shop.order-placed")).Select(Path.GetFileName).Order());

        // Nothing is compiled any more, and still the next build sees what is demanded, and what is gone.
        Assert.Contains("error EDA1100: ", await BuildAsync(1, "-p:EdaKitCompatibility=SOMEHOW"), StringComparison.Ordinal);
        Assert.DoesNotContain("EDA1", await BuildAsync(0), StringComparison.Ordinal);
        File.Delete(Path.Combine(folder, "contracts", "shop.order-placed", "v2.json"));
        Assert.Contains("error EDA1101: ", await BuildAsync(1), StringComparison.Ordinal);

        Task<string> BuildAsync(int exitCode, params string[] properties) =>
            Command.RunToEndAsync(exitCode, folder, environment, "dotnet", ["build", "--no-restore", "-v", "quiet", .. properties]);
    }

    private string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EdaKit.Core" Version="{packages.Version}" />
            <PackageReference Include="EdaKit.ContractGate.Build" Version="{packages.Version}" PrivateAssets="all" />
          </ItemGroup>
        </Project>
        """;
}
