namespace Retail.Tests.Replay;

public sealed class When_trading_days_are_replayed
{
    [Fact]
    public async Task Should_balance_the_books_of_the_small_day()
    {
        var (exitCode, output) = await RetailHostProcess.Run(["--replay", TradingDay.Small], TestContext.Current.CancellationToken);

        AssertContains(output, "Accepted: 5 orders, 9 lines, £646.24");
        AssertContains(output, "with a customer: 4 orders, 7 lines, £618.00");
        AssertContains(output, "guests: 1 orders, 2 lines, £28.24");
        AssertContains(output, "Returned: 4 returns, 2 lines matched to an earlier purchase and 3 unmatched");
        AssertContains(output, "Notified: 9 orders and returns, points booked: 590 for 3 customers");
        AssertContains(output, "Rejected: 4 lines, 2 for their quantity and 2 for their price");
        AssertContains(output, "The books balance.");
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Should_balance_the_books_of_the_odd_day()
    {
        var (exitCode, output) = await RetailHostProcess.Run(["--replay", TradingDay.Odd], TestContext.Current.CancellationToken);

        AssertContains(output, "Accepted: 8 orders, 13 lines, £180,222.30");
        AssertContains(output, "with a customer: 6 orders, 10 lines, £168,573.45");
        AssertContains(output, "guests: 2 orders, 3 lines, £11,648.85");
        AssertContains(output, "Returned: 6 returns, 5 lines matched to an earlier purchase and 2 unmatched");
        AssertContains(output, "Notified: 14 orders and returns, points booked: 84 for 4 customers");
        AssertContains(output, "Rejected: 5 lines, 2 for their quantity and 3 for their price");
        AssertContains(output, "The books balance.");
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Should_take_the_time_that_the_speed_asks_for()
    {
        // The small day lasts from 9:00 to 11:30, which are 3 seconds at this speed.
        var started = TimeProvider.System.GetTimestamp();
        var (exitCode, output) = await RetailHostProcess.Run(
            ["--replay", TradingDay.Small, "--speed", "3000", "--urls", "http://127.0.0.1:0"], TestContext.Current.CancellationToken);

        AssertContains(output, "in a browser meanwhile");
        AssertContains(output, "The books balance.");
        Assert.Equal(0, exitCode);
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Should_balance_the_books_of_all_seven_real_days()
    {
        if (TradingDay.Real.Count == 0)
        {
            // The real days are not part of the repository. The small day has all their peculiarities.
            await Should_balance_the_books_of_the_small_day();
            return;
        }

        var (exitCode, output) = await RetailHostProcess.Run(["--replay", .. TradingDay.Real], TestContext.Current.CancellationToken);

        AssertContains(output, "Accepted: 727 orders, 19,241 lines, £385,266.47");
        AssertContains(output, "with a customer: 678 orders, 12,755 lines, £273,646.10");
        AssertContains(output, "Returned: 102 returns, 53 lines matched to an earlier purchase and 203 unmatched");
        AssertContains(output, "Notified: 829 orders and returns, points booked: 272,177 for 506 customers");
        AssertContains(output, "Rejected: 135 lines, 47 for their quantity and 88 for their price");
        AssertContains(output, "The books balance.");
        Assert.Equal(0, exitCode);
    }

    // The whole output is worth seeing when a line of it is missing.
    private static void AssertContains(string output, string expected) =>
        Assert.True(output.Contains(expected, StringComparison.Ordinal), $"'{expected}' is not in:\n{output}");
}
