using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Tests.Support;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class RelaySignalTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task WaitAsync_ends_at_once_for_a_signal_that_came_before()
    {
        var signal = new RelaySignal<ShopDb>();
        signal.Set();
        signal.Set();

        await signal.WaitAsync(TimeSpan.FromHours(1), TimeProvider.System, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task WaitAsync_throws_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var waiting = new RelaySignal<ShopDb>().WaitAsync(TimeSpan.FromHours(1), TimeProvider.System, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    /// <summary>A timer of our own fired into a disposed source here, on a thread where nobody catches: the whole process ended.</summary>
    [Fact]
    public async Task WaitAsync_survives_signals_that_come_as_the_poll_expires()
    {
        await Task.WhenAll(Enumerable.Range(0, 32).Select(async _ =>
        {
            var signal = new RelaySignal<ShopDb>();

            for (var i = 0; i < 1000; i++)
            {
                var waiting = signal.WaitAsync(Poll, TimeProvider.System, CancellationToken.None);
                await Task.Delay(Poll);
                signal.Set();
                await waiting;
            }
        }));
    }
}
