using EdaKit.Outbox.Relay;
using Microsoft.Extensions.Time.Testing;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class LookRangeTests
{
    private const long Noon = 1_700_000_000_000;

    private readonly FakeTimeProvider _time = new();
    private readonly LookRange _range;

    public LookRangeTests() => _range = new(_time);

    [Fact]
    public void First_look_is_at_everything() => Assert.Equal(LookRange.Everything, _range.From);

    [Fact]
    public void Looks_are_at_everything_while_they_are_quick()
    {
        Look(TimeSpan.FromMilliseconds(3), leftNothingUpTo: Noon);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(LookRange.Everything, _range.From);
    }

    [Fact]
    public void A_slow_look_at_everything_is_not_repeated_before_a_hundred_times_as_long()
    {
        Look(TimeSpan.FromSeconds(2), leftNothingUpTo: Noon);

        _time.Advance(TimeSpan.FromSeconds(199));
        Assert.NotEqual(LookRange.Everything, _range.From);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(LookRange.Everything, _range.From);
    }

    [Fact]
    public void Looks_in_between_begin_ten_seconds_before_the_last_one_that_left_nothing()
    {
        Look(TimeSpan.FromSeconds(2), leftNothingUpTo: Noon);
        Assert.Equal(Noon - 10_000, _range.From);

        _range.Looked(_range.From, TimeSpan.FromMilliseconds(1), leftNothingUpTo: Noon + 5000);
        Assert.Equal(Noon - 5000, _range.From);
    }

    [Fact]
    public void What_a_look_left_is_not_skipped_by_the_next_one()
    {
        Look(TimeSpan.FromSeconds(2), leftNothingUpTo: Noon);

        _range.Looked(_range.From, TimeSpan.FromMilliseconds(1), leftNothingUpTo: null);

        Assert.Equal(Noon - 10_000, _range.From);
    }

    [Fact]
    public void Looks_are_at_everything_where_it_is_not_known_what_they_left()
    {
        Look(TimeSpan.FromSeconds(2), leftNothingUpTo: null);

        Assert.Equal(LookRange.Everything, _range.From);
    }

    [Fact]
    public void With_a_backlog_the_next_look_begins_where_the_last_one_had_to_end()
    {
        Look(TimeSpan.FromSeconds(2), leftNothingUpTo: Noon - 3_600_000);

        Assert.Equal(Noon - 3_610_000, _range.From);
    }

    private void Look(TimeSpan took, long? leftNothingUpTo) => _range.Looked(LookRange.Everything, took, leftNothingUpTo);
}
