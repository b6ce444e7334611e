using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Travel.Trips.Views;

namespace Travel.Trips.Live;

/// <summary>
/// What one watcher is sent: the latest trips at first, and again whenever one of them has changed. It looks at the database in short intervals while
/// somebody watches, and so also sees what another process has written.
/// </summary>
internal sealed class TripWatch(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Shorter than the minute after which proxies like to close a silent connection.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Runs until the watcher goes or the host stops: a stop waits for open requests, and this one would never end by itself.</summary>
    public async IAsyncEnumerable<SseItem<IReadOnlyList<TripView>>> ReadAsync(
        CancellationToken aborted, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping, cancellationToken);
        using var timer = new PeriodicTimer(Interval, clock);
        var (sent, sentAt) = ("", clock.GetTimestamp());

        while (await NextAsync(timer, end.Token) is { } trips)
        {
            var text = JsonSerializer.Serialize(trips);
            if (text == sent && clock.GetElapsedTime(sentAt) < Heartbeat)
                continue;

            (sent, sentAt) = (text, clock.GetTimestamp());
            yield return new(trips, "trips") { ReconnectionInterval = TimeSpan.FromSeconds(1) };
        }
    }

    private async Task<IReadOnlyList<TripView>?> NextAsync(PeriodicTimer timer, CancellationToken end)
    {
        try
        {
            if (!await timer.WaitForNextTickAsync(end))
                return null;

            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<TripReader>().LatestAsync(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return null;
        }
    }
}
