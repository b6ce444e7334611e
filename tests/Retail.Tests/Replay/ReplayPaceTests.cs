using Microsoft.Extensions.Time.Testing;
using Retail.Host.Replay;
using Retail.Host.TradingDays;

namespace Retail.Tests.Replay;

public sealed class ReplayPaceTests
{
    private static readonly DateTime Nine = new(2024, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task UntilDue_without_a_speed_never_waits()
    {
        var pace = Pace(speed: null);

        await pace.UntilDue(Nine.AddDays(1), TestContext.Current.CancellationToken);

        Assert.Null(pace.ShopClock);
    }

    [Fact]
    public void UntilDue_first_invoice_is_due_at_once() => Assert.True(UntilDue(Pace(60), Nine).IsCompleted);

    [Fact]
    public void UntilDue_invoice_that_is_out_of_order_is_due_at_once() => Assert.True(UntilDue(Pace(60), Nine.AddMinutes(-5)).IsCompleted);

    [Fact]
    public async Task UntilDue_later_invoice_waits_for_its_time_divided_by_the_speed()
    {
        var pace = Pace(60);
        var due = UntilDue(pace, Nine.AddMinutes(30));

        // Half an hour is half a minute at sixty times the speed.
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(due.IsCompleted);
        Assert.Equal(Nine.AddMinutes(29), pace.ShopClock);

        _clock.Advance(TimeSpan.FromSeconds(1.01));
        await due;
    }

    [Fact]
    public async Task UntilDue_is_measured_from_the_first_invoice_and_not_from_the_one_before()
    {
        var pace = Pace(60);
        _clock.Advance(TimeSpan.FromSeconds(40));

        // Sending the one before has taken ten seconds too long: this one is late already.
        Assert.True(UntilDue(pace, Nine.AddMinutes(30)).IsCompleted);
        await UntilDue(pace, Nine.AddMinutes(40));
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void UntilDue_at_an_absurd_speed_fails_nobody(double speed)
    {
        var pace = Pace(speed);
        var due = UntilDue(pace, Nine.AddMinutes(30));

        _clock.Advance(TimeSpan.FromDays(100));

        Assert.False(due.IsFaulted);
        Assert.InRange(pace.ShopClock!.Value, Nine, Nine.AddHours(2));
    }

    [Fact]
    public void ShopClock_stops_at_the_last_invoice()
    {
        var pace = Pace(60);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Nine.AddHours(2), pace.ShopClock);
    }

    [Fact]
    public async Task UntilDue_can_be_interrupted()
    {
        using var interrupted = new CancellationTokenSource();
        var due = Pace(60).UntilDue(Nine.AddMinutes(30), interrupted.Token);

        await interrupted.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => due);
    }

    private static Task UntilDue(ReplayPace pace, DateTime time) => pace.UntilDue(time, TestContext.Current.CancellationToken);

    /// <summary>The pace of a day from nine to eleven.</summary>
    private ReplayPace Pace(double? speed) => new(
        [new DayInvoice("1", null, "", Nine, []), new DayInvoice("2", null, "", Nine.AddHours(2), [])], speed, _clock);
}
