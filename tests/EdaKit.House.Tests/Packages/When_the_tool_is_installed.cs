using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Packages;

/// <summary>Somebody who has neither this repository nor an application installs the command line from a feed.</summary>
public sealed class When_the_tool_is_installed(PackedPackages packages)
{
    [Fact]
    public async Task Should_run_by_its_name_and_know_its_version()
    {
        var folder = packages.CreateFolder("tool");
        var tool = Path.Combine(folder, "bin", OperatingSystem.IsWindows() ? "edakit.exe" : "edakit");
        var environment = new Dictionary<string, string>(PackedPackages.Environment) { ["NUGET_PACKAGES"] = packages.CreateFolder("tool-cache") };
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), Feeds.Of(await packages.GetFeedAsync()));

        await Command.RunAsync(folder, environment, "dotnet", "tool", "install", "EdaKit.Cli", "--tool-path", "bin", "--version", packages.Version, "--configfile", "nuget.config");

        // Behind the version stands the commit.
        Assert.StartsWith($"{packages.Version}+", await Command.RunAsync(folder, environment, tool, "--version"), StringComparison.Ordinal);
        Assert.Contains("retry", await Command.RunAsync(folder, environment, tool, "outbox", "--help"), StringComparison.Ordinal);
    }
}
