using EdaKit.TestSupport;
using Insurance.Analytics;
using Insurance.Analytics.Asking;
using Insurance.Analytics.Files;
using Insurance.Analytics.Keeping;
using Insurance.Store.Feed;
using Insurance.Store.Writing;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Insurance.Tests.Support;

/// <summary>An office with analytics, which follow.</summary>
public sealed class AnalyticsOffice : AgentOffice
{
    private readonly AnalyticsFolder _folder = new();

    public AnalyticsFile File => Services.GetRequiredService<AnalyticsFile>();

    public AnalyticsProjection Projection => Services.GetRequiredService<AnalyticsProjection>();

    public AnalyticsProgress FiguresProgress => Services.GetRequiredService<AnalyticsProgress>();

    public AnalyticsReader Reader => Services.GetRequiredService<AnalyticsReader>();

    public AnalyticsLag Lag => Services.GetRequiredService<AnalyticsLag>();

    public EventFeed Feed => Services.GetRequiredService<EventFeed>();

    public string PathOf(string name) => _folder.PathOf(name);

    /// <summary>Waits until a command is in the figures.</summary>
    public Task SeenAsync(CommandAnswer.Done done) => SeenAsync(done.Position);

    /// <summary>Waits until everything up to a position is in the figures.</summary>
    public Task SeenAsync(long position) => Eventually.IsAsync(true, async () => await FiguresProgress.PositionAsync(CancellationToken.None) >= position);

    /// <summary>Waits until everything is in the figures.</summary>
    public async Task AllSeenAsync() => await SeenAsync(await LastPositionAsync());

    /// <summary>All rows of the star, as text, in an order that does not depend on when they were written.</summary>
    public List<string> Star() => StarOf(File);

    internal static List<string> StarOf(AnalyticsFile file)
    {
        using var connection = file.Connect();
        return [.. AnalyticsTables.Star.SelectMany(table => connection.Query($"select '{table} ' || t::varchar from {table} t order by all", row => row.GetString(0)))];
    }

    /// <summary>Does something to DuckDB, past everything.</summary>
    internal void ExecuteInFile(string sql)
    {
        using var connection = File.Connect();
        connection.Execute(sql);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override void AddReaders(MartenServiceCollectionExtensions.MartenConfigurationExpression marten)
    {
        base.AddReaders(marten);
        marten.Services.AddAnalytics(_folder.Options);
    }
}
