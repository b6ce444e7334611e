using EdaKit.Outbox.Relay;
using MassTransit;
using Microsoft.Extensions.Time.Testing;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class BusReadinessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task WaitAsync_bus_not_ready_in_time_false_and_later_true()
    {
        var readiness = new BusReadiness(_time);
        var ready = new TaskCompletionSource<BusReady>();
        var starting = readiness.PostStart(null!, ready.Task);

        var waiting = readiness.WaitAsync(Patience, TestContext.Current.CancellationToken);
        _time.Advance(Patience);
        Assert.False(await waiting);

        ready.SetResult(null!);
        await starting;
        Assert.True(await readiness.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WaitAsync_ended_throws()
    {
        using var stopping = new CancellationTokenSource();
        var waiting = new BusReadiness(_time).WaitAsync(Patience, stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
