using DuckDB.NET.Data;

namespace Insurance.Analytics.Files;

/// <summary>
/// DuckDB's file, open as long as the process runs. DuckDB lets one process in at a time; inside it anybody reads while one writes, and each reader
/// sees what was committed when its transaction began.
/// </summary>
public sealed class AnalyticsFile : IDisposable
{
    private readonly string _connectionString;
    private readonly DuckDBConnection _open;

    private AnalyticsFile(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        _connectionString = new DuckDBConnectionStringBuilder { DataSource = Path }.ConnectionString;
        _open = Connect();
    }

    public string Path { get; }

    /// <summary>Opens the file, and makes it and its tables where they are missing.</summary>
    /// <exception cref="AnalyticsUnavailableException">Another process has it open, or it is no file of DuckDB.</exception>
    public static AnalyticsFile Open(string path)
    {
        try
        {
            var file = new AnalyticsFile(path);
            AnalyticsTables.Create(file._open);
            return file;
        }
        catch (DuckDBException fault)
        {
            throw new AnalyticsUnavailableException($"""
                Analytics cannot open '{System.IO.Path.GetFullPath(path)}': {FirstLine(fault.Message)}
                One process keeps analytics. End the other one or ask it under /analytics, read an export of it, or name another file with --analytics.
                """, fault);
        }
    }

    /// <summary>A connection of its own, for one thread.</summary>
    public DuckDBConnection Connect()
    {
        var connection = new DuckDBConnection(_connectionString);
        connection.Open();
        return connection;
    }

    public void Dispose() => _open.Dispose();

    private static string FirstLine(string text) => text.Split('\n')[0];
}
