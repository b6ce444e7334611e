using System.Diagnostics.Metrics;
using EdaKit.Benchmarks.Insurance.Offices;
using EdaKit.Benchmarks.Insurance.Relational;
using Insurance.Analytics;
using Insurance.Analytics.Asking;
using Insurance.Analytics.Files;
using Insurance.Analytics.Keeping;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Benchmarks.Insurance.Bi;

/// <summary>Both sides, made of the same events: analytics on DuckDB, and the tables in the database of the store.</summary>
internal sealed class BiSides : IDisposable
{
    private readonly AnalyticsFile _file;
    private readonly AnalyticsLag _lag;

    /// <param name="office">The store.</param>
    /// <param name="file">DuckDB's file, which is made.</param>
    public BiSides(Office office, string file)
    {
        var options = new AnalyticsOptions { File = file };
        _file = AnalyticsFile.Open(options.File);
        _lag = new(office.Services.GetRequiredService<IMeterFactory>(), new(_file, TimeProvider.System), office.Feed, TimeProvider.System);
        Analytics = new(_file, office.Feed, _lag, options, TimeProvider.System);
        Reader = new(_file, TimeProvider.System);
        Tables = new(office.Database, office.Feed);
    }

    public AnalyticsProjection Analytics { get; }

    public AnalyticsReader Reader { get; }

    public RelationalProjection Tables { get; }

    public void Dispose()
    {
        Analytics.Dispose();
        _lag.Dispose();
        _file.Dispose();
    }
}
