using EdaKit.Outbox.Limits;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Telemetry;
using EdaKit.Outbox.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EdaKit.Outbox.Tests.Limits;

public sealed class LimitGateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly OutboxOptions _options = new();

    [Theory, InlineData(1), InlineData(60)]
    public async Task EnterAsync_goes_by_the_last_count_until_the_next_one_is_long_overdue(int interval)
    {
        (_options.Limits.Depth, _options.Limits.WhenReached) = (10, LimitPolicy.Reject);
        _options.Limits.Interval = TimeSpan.FromSeconds(interval);
        var gate = new LimitGate<ShopDb>(_options, new OutboxMetrics(), _time);
        gate.Read(new(10, TimeSpan.Zero), gate.StoredSoFar);

        _time.Advance(TimeSpan.FromSeconds(interval + 30));
        await Assert.ThrowsAsync<OutboxFullException>(() => gate.EnterAsync(TestContext.Current.CancellationToken).AsTask());

        _time.Advance(TimeSpan.FromSeconds(1));
        await gate.EnterAsync(TestContext.Current.CancellationToken);
    }
}
