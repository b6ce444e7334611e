using EdaKit.Outbox.Relay;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class RelaySignalTests
{
    [Fact]
    public async Task WaitAsync_ends_at_once_for_a_signal_that_came_before()
    {
        var signal = new RelaySignal();
        signal.Set();
        signal.Set();

        await signal.WaitAsync(TimeSpan.FromHours(1), TimeProvider.System, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task WaitAsync_throws_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var waiting = new RelaySignal().WaitAsync(TimeSpan.FromHours(1), TimeProvider.System, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    /// <summary>A timer's callback may run after the timer is disposed. Ours threw then, on a thread where nobody catches: the process ended.</summary>
    [Fact]
    public async Task WaitAsync_survives_a_poll_that_expires_after_the_signal_came()
    {
        var time = new LateTimers();
        var signal = new RelaySignal();
        var waiting = signal.WaitAsync(TimeSpan.FromSeconds(1), time, CancellationToken.None);

        signal.Set();
        await waiting;

        Assert.NotEmpty(time.Callbacks);
        Assert.All(time.Callbacks, callback => callback());
    }

    /// <summary>Timers that fire when the test says so, disposed or not.</summary>
    private sealed class LateTimers : TimeProvider
    {
        public List<Action> Callbacks { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Callbacks.Add(() => callback(state));
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
