using DuckDB.NET.Data;
using Insurance.Analytics.Files;
using Insurance.Store.Reading;

namespace Insurance.Analytics.Keeping;

/// <summary>Says how far analytics are, and waits for them.</summary>
public sealed class AnalyticsProgress(AnalyticsFile file, TimeProvider clock) : ReadModelProgress(clock)
{
    public override Task<long> PositionAsync(CancellationToken cancellationToken)
    {
        using var connection = file.Connect();
        return Task.FromResult(PositionIn(connection));
    }

    /// <summary>The position of what a connection sees.</summary>
    internal static long PositionIn(DuckDBConnection connection) => connection.Query("select position from keeping.progress", row => row.GetInt64(0))[0];
}
