using System.IO.Compression;
using System.Text.Json;
using EdaKit.House.Tests.Packages;
using EdaKit.House.Tests.Support;

[assembly: AssemblyFixture(typeof(PackedPackages))]

namespace EdaKit.House.Tests.Packages;

/// <summary>
/// The packages, made once for all tests from a copy of the repository's files, as a clone elsewhere would make them. The copy has a remote,
/// because source links need one, and a version of its own, so that no package can come from a cache.
/// </summary>
public sealed class PackedPackages : IAsyncDisposable
{
    private const string Remote = "https://github.com/edakit-house/edakit.git";

    private readonly TempFolder _temp = new();
    private readonly Lazy<Task<string>> _feed;

    public PackedPackages()
    {
        _feed = new(PackAsync);
    }

    public string Version { get; } = $"0.1.0-house.{Guid.NewGuid():N}";

    /// <summary>Where the copy lies; nothing of it may show in a package.</summary>
    public string Source => Path.Combine(_temp.Path, "source");

    public string CreateFolder(string name) => _temp.Create(name);

    /// <summary>The folder with the packages.</summary>
    public Task<string> GetFeedAsync() => _feed.Value;

    public async Task<ZipArchive> OpenAsync(string package, string extension = "nupkg") =>
        await ZipFile.OpenReadAsync(Path.Combine(await GetFeedAsync(), $"{package}.{Version}.{extension}"));

    public ValueTask DisposeAsync()
    {
        _temp.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>No server of the SDK outlives the test.</summary>
    internal static Dictionary<string, string> Environment { get; } = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    private async Task<string> PackAsync()
    {
        var repository = await Repository.GetAsync();

        foreach (var file in repository.Files)
        {
            var copy = Path.Combine(Source, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(repository.PathOf(file), copy);
        }

        await GitAsync("init", "--quiet");
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=house", "-c", "user.email=house@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "copy");
        await GitAsync("remote", "add", "origin", Remote);

        var feed = _temp.Create("feed");
        var environment = new Dictionary<string, string>(Environment) { ["CI"] = "true" };

        // One command for all of them: what two have in common is restored and built once. The analyzers have had their say when the tests were built.
        var filter = Path.Combine(_temp.Create("filter"), "packages.slnf");
        var projects = repository.Projects.Select(project => project.Path).Where(path => path.StartsWith("src/", StringComparison.Ordinal));
        await File.WriteAllTextAsync(filter, JsonSerializer.Serialize(new { solution = new { path = Path.Combine(Source, "EdaKit.sln"), projects } }));
        await Command.RunAsync(Source, environment, "dotnet", "pack", filter, "-c", "Release", "-o", feed, $"-p:Version={Version}", "-p:RunAnalyzers=false", "-warnaserror", "-v", "quiet");

        return feed;
    }

    private Task<string> GitAsync(params string[] arguments) => Command.RunAsync(Source, null, "git", arguments);
}
