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
        AssertContains(output, "Rejected: 4 lines, 2 for their quantity and 2 for their price");
        AssertContains(output, "The books balance.");
        Assert.Equal(0, exitCode);
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
        AssertContains(output, "Rejected: 135 lines, 47 for their quantity and 88 for their price");
        AssertContains(output, "The books balance.");
        Assert.Equal(0, exitCode);
    }

    // The whole output is worth seeing when a line of it is missing.
    private static void AssertContains(string output, string expected) =>
        Assert.True(output.Contains(expected, StringComparison.Ordinal), $"'{expected}' is not in:\n{output}");
}
