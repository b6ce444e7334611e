using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Relay;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class BrokerOutageTests
{
    private readonly SettableTime _time = new();
    private readonly RelayOptions _options = new();

    /// <summary>The pause was kept as a time of day: a clock set back by an hour made the relay wait for an hour.</summary>
    [Fact]
    public void Pause_is_over_in_time_although_the_clock_is_set_back()
    {
        var outage = new BrokerOutage(_options, _time);
        outage.Failed();

        _time.SetClock(by: TimeSpan.FromHours(-1));
        Assert.InRange(outage.Pause, TimeSpan.FromTicks(1), _options.MaxBackOff);

        _time.Elapse(_options.MaxBackOff);
        Assert.Equal(TimeSpan.Zero, outage.Pause);
        Assert.Equal(2, outage.Failed()?.Failures);
    }

    [Fact]
    public void Pause_is_kept_although_the_clock_is_set_ahead()
    {
        var outage = new BrokerOutage(_options, _time);
        outage.Failed();

        _time.SetClock(by: TimeSpan.FromHours(1));

        Assert.NotEqual(TimeSpan.Zero, outage.Pause);
        Assert.Null(outage.Failed());
    }

    /// <summary>As on a real machine, elapsed time goes on whatever becomes of the date.</summary>
    private sealed class SettableTime : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(60);
        private long _elapsed = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _elapsed;

        public void SetClock(TimeSpan by) => _now += by;

        public void Elapse(TimeSpan time)
        {
            _now += time;
            _elapsed += time.Ticks;
        }
    }
}
