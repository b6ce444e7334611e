using Insurance.Analytics.Asking;
using Insurance.Analytics.Files;
using Insurance.Analytics.Keeping;
using Insurance.Store.Feed;

namespace Insurance.Tests.Support;

/// <summary>Policies that have lived for years, and figures made of their events.</summary>
public sealed class FiguredLives : IAsyncLifetime
{
    private readonly AnalyticsFolder _folder = new();
    private AnalyticsFile? _file;

    public Lives Lives { get; } = new();

    public AnalyticsReader Reader { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Lives.InitializeAsync();
        // No daemon runs here that would say so: all is committed.
        await Lives.Insurer.ExecuteAsync("insert into insurance.mt_event_progression (name, last_seq_id) select 'HighWaterMark', max(seq_id) from insurance.mt_events");

        _file = AnalyticsFile.Open(_folder.File);
        var feed = new EventFeed(Lives.Insurer.Database, Lives.Insurer.Contracts);
        var progress = new AnalyticsProgress(_file, TimeProvider.System);
        using var meters = new SomeMeters();
        using var lag = new AnalyticsLag(meters, progress, feed, TimeProvider.System);
        using var projection = new AnalyticsProjection(_file, feed, lag, _folder.Options with { BatchSize = 100 }, TimeProvider.System);
        await projection.RebuildAsync(CancellationToken.None);
        Assert.Empty(projection.Parked());
        Reader = new(_file, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _file?.Dispose();
        _folder.Dispose();
        await Lives.DisposeAsync();
    }
}
