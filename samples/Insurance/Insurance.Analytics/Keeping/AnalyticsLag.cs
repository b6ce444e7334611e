using System.Diagnostics.Metrics;
using Insurance.Store.Feed;

namespace Insurance.Analytics.Keeping;

/// <summary>How far analytics are behind the store. There is no nightly batch, so this is what somebody watches instead.</summary>
public sealed class AnalyticsLag : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Insurance.Analytics";

    private readonly Meter _meter;
    private readonly AnalyticsProgress _progress;
    private readonly EventFeed _feed;
    private readonly TimeProvider _clock;
    private long _behind;
    private long _upToDateAt;

    public AnalyticsLag(IMeterFactory meters, AnalyticsProgress progress, EventFeed feed, TimeProvider clock)
    {
        (_progress, _feed, _clock, _upToDateAt) = (progress, feed, clock, clock.GetTimestamp());
        _meter = meters.Create(MeterName);
        _meter.CreateObservableGauge("insurance.analytics.behind", () => Volatile.Read(ref _behind), "{position}", "Positions of the store that are not in analytics.");
        _meter.CreateObservableGauge("insurance.analytics.lag", () => Age.TotalSeconds, "s", "How long ago analytics had everything that was in the store.");
    }

    private TimeSpan Age => _clock.GetElapsedTime(Volatile.Read(ref _upToDateAt));

    /// <summary>How far analytics are behind at this moment.</summary>
    public async Task<LagReport> ReportAsync(CancellationToken cancellationToken)
    {
        var position = await _progress.PositionAsync(cancellationToken);
        var mark = await _feed.MarkAsync(cancellationToken);
        return new(position, mark, Math.Max(0, mark - position), Age.TotalSeconds);
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Takes note of where analytics and the store stood, which was asked at an instant.</summary>
    internal void Note(long position, long mark, long askedAt)
    {
        Volatile.Write(ref _behind, Math.Max(0, mark - position));
        if (position >= mark)
            Volatile.Write(ref _upToDateAt, askedAt);
    }
}
