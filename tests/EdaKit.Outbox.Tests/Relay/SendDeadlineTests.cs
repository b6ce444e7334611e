using EdaKit.Outbox.Relay;
using Microsoft.Extensions.Time.Testing;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class SendDeadlineTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly SendDeadline _deadline;

    public SendDeadlineTests() => _deadline = new(Timeout, _time, _stopping.Token);

    [Fact]
    public void Is_over_when_the_time_is_over_and_not_before()
    {
        _time.Advance(Timeout - TimeSpan.FromMilliseconds(1));
        Assert.False(_deadline.IsOver || _deadline.Token.IsCancellationRequested);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(_deadline.IsOver && _deadline.Token.IsCancellationRequested);
    }

    [Fact]
    public void Suits_what_begins_within_an_eighth_of_the_time()
    {
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.True(_deadline.Suits(_stopping.Token));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(_deadline.Suits(_stopping.Token));
    }

    [Fact]
    public void Suits_no_other_relay() => Assert.False(_deadline.Suits(CancellationToken.None));

    [Fact]
    public void A_stop_calls_off_what_is_under_way_and_is_no_time_out()
    {
        _stopping.Cancel();

        Assert.True(_deadline.Token.IsCancellationRequested);
        Assert.False(_deadline.IsOver);
        _time.Advance(Timeout);
    }

    public void Dispose() => _stopping.Dispose();
}
