using Insurance.Analytics;

namespace Insurance.Tests.Support;

/// <summary>A place for DuckDB's file, which ends with the tests.</summary>
internal sealed class AnalyticsFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("insurance-tests-");

    public string File => PathOf("analytics.duckdb");

    public AnalyticsOptions Options => new() { File = File, Poll = TimeSpan.FromMilliseconds(20) };

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
