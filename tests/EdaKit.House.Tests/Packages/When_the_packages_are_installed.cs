using System.Xml.Linq;
using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Packages;

/// <summary>A console project far from this repository installs the packages from a feed, with the README's quick start as its program.</summary>
public sealed class When_the_packages_are_installed(PackedPackages packages)
{
    [Fact]
    public async Task Should_run_the_quick_start_of_the_README()
    {
        var repository = await Repository.GetAsync();
        var feed = await packages.GetFeedAsync();
        var folder = packages.CreateFolder("shop");
        var ownCache = packages.CreateFolder("cache");
        var program = new Markdown(repository.Read("README.md")).Blocks.First(block => block.Language == "csharp").Text;

        await WriteAsync(folder, "Program.cs", program);
        await WriteAsync(folder, "nuget.config", Feeds.Of(feed));
        await WriteAsync(folder, "Shop.csproj", Project(repository));

        var environment = new Dictionary<string, string>(PackedPackages.Environment) { ["NUGET_PACKAGES"] = ownCache };
        await Command.RunAsync(folder, environment, "dotnet", "build", "Shop.csproj", "-warnaserror", "-v", "quiet");
        Assert.True(Directory.Exists(Path.Combine(ownCache, "edakit.outbox", packages.Version)));

        var (printed, output) = await Command.RunUntilAsync("Invoice for order 2026-0001", TimeSpan.FromSeconds(60), folder, environment, "dotnet", "bin/Debug/net10.0/Shop.dll");
        Assert.True(printed, output);
    }

    private static Task WriteAsync(string folder, string file, string text) => File.WriteAllTextAsync(Path.Combine(folder, file), text);

    private string Project(Repository repository) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="EdaKit.Outbox" Version="{packages.Version}" />
            <PackageReference Include="Microsoft.EntityFrameworkCore.Sqlite" Version="{PinnedVersion(repository, "Microsoft.EntityFrameworkCore.Sqlite")}" />
            <PackageReference Include="Microsoft.Extensions.Hosting" Version="{PinnedVersion(repository, "Microsoft.Extensions.Hosting")}" />
          </ItemGroup>
        </Project>
        """;

    private static string PinnedVersion(Repository repository, string package) => (string)XDocument.Parse(repository.Read("Directory.Packages.props"))
        .Descendants("PackageVersion").Single(element => (string?)element.Attribute("Include") == package).Attribute("Version")!;
}
