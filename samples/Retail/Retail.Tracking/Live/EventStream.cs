using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Retail.Tracking.Timeline;

namespace Retail.Tracking.Live;

/// <summary>
/// What one watcher is sent: <c>latest</c> with the latest timelines, then <c>changed</c> with every timeline that has grown, and
/// <c>heartbeat</c> with none when nothing has happened for a while. The data is a list of whole timelines each time, so a watcher that
/// missed something is up to date again with the next one.
/// </summary>
internal sealed class EventStream(ChangeFeed feed, IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Shorter than the minute after which proxies like to close a silent connection.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>How soon a browser connects again.</summary>
    private static readonly TimeSpan Reconnection = TimeSpan.FromSeconds(1);

    // How many steps of an order the watcher has been sent. Forgetting it costs nothing but a repetition.
    private readonly Dictionary<string, int> _sent = [];

    /// <summary>
    /// Runs until the watcher goes or the host stops: a stop waits for open requests, and this one would never end by itself.
    /// </summary>
    public async IAsyncEnumerable<SseItem<IReadOnlyList<OrderTimeline>>> Read(
        CancellationToken aborted, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping, cancellationToken);

        // Watch first and read then: what is committed in between is sent twice rather than never.
        using var watch = feed.Begin();
        var isFirst = true;
        while (await Next(watch, isFirst, end.Token) is { } item)
        {
            yield return item;
            isFirst = false;
        }
    }

    private async Task<SseItem<IReadOnlyList<OrderTimeline>>?> Next(Watch watch, bool isFirst, CancellationToken end)
    {
        try
        {
            if (isFirst)
                return await Latest(end);

            while (true)
            {
                switch (await watch.Next(Heartbeat, clock, end))
                {
                    case null:
                        return await Latest(end);
                    case { Count: 0 }:
                        return new([], "heartbeat");
                    case var numbers when await Grown(numbers, end) is { Count: > 0 } grown:
                        return new(grown, "changed");
                }
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<SseItem<IReadOnlyList<OrderTimeline>>> Latest(CancellationToken end)
    {
        await using var scope = scopes.CreateAsyncScope();
        var latest = await scope.ServiceProvider.GetRequiredService<TrackingDb>().LatestTimelines(end);
        _sent.Clear();
        Remember(latest);
        return new(latest, "latest") { ReconnectionInterval = Reconnection };
    }

    private async Task<IReadOnlyList<OrderTimeline>> Grown(IReadOnlyCollection<string> numbers, CancellationToken end)
    {
        await using var scope = scopes.CreateAsyncScope();
        var timelines = await scope.ServiceProvider.GetRequiredService<TrackingDb>().TimelinesOf(numbers, end);
        OrderTimeline[] grown = [.. timelines.Where(timeline => timeline.Steps.Count > _sent.GetValueOrDefault(timeline.OrderNumber))];
        Remember(grown);
        return grown;
    }

    private void Remember(IReadOnlyList<OrderTimeline> timelines)
    {
        if (_sent.Count > Watch.MostNumbers)
            _sent.Clear();
        foreach (var timeline in timelines)
            _sent[timeline.OrderNumber] = timeline.Steps.Count;
    }
}
