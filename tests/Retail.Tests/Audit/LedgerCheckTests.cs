using Retail.Host.Audit;

namespace Retail.Tests.Audit;

public sealed class LedgerCheckTests
{
    private static readonly LedgerEntry First = new("1", 0, "", 10.00m);
    private static readonly LedgerEntry Second = new("2", 0, "", 20.00m);

    [Fact]
    public void Of_equal_ledgers_in_another_order_is_not_off() =>
        Assert.False(Compare([First, Second], [Second, First]).IsOff);

    [Fact]
    public void Of_missing_entry_is_off() =>
        Assert.Equal("Invoices: 2 £20.00 is missing", Assert.Single(Compare([First, Second], [First]).Differences));

    [Fact]
    public void Of_entry_that_nobody_expects_is_off() =>
        Assert.Equal("Invoices: 2 £20.00 should not be there", Assert.Single(Compare([First], [First, Second]).Differences));

    [Fact]
    public void Of_doubled_entry_is_off() =>
        Assert.Equal("Invoices: 1 £10.00 is there 2 times", Assert.Single(Compare([First], [First, First]).Differences));

    [Fact]
    public void Of_amount_that_is_a_penny_out_is_off() =>
        Assert.Equal(
            "Invoices: 1 £10.00 was expected and 1 £10.01 was found",
            Assert.Single(Compare([First], [First with { Amount = 10.01m }]).Differences));

    [Fact]
    public void Of_equal_sums_of_different_entries_is_off() =>
        Assert.Equal(
            2,
            Compare([First, Second], [First with { Amount = 20.00m }, Second with { Amount = 10.00m }]).Differences.Count);

    [Fact]
    public void Of_line_ledgers_tells_repeated_lines_apart()
    {
        LedgerEntry[] lines = [new("1", 1, "LAMP", 10m), new("1", 2, "LAMP", 10m)];

        Assert.False(Compare(lines, lines).IsOff);
        Assert.Equal("Invoices: 1 line 2 [LAMP] £10.00 is missing", Assert.Single(Compare(lines, lines[..1]).Differences));
    }

    [Fact]
    public void Of_amount_that_is_less_than_a_penny_out_shows_how_much() =>
        Assert.Equal(
            "Invoices: 1 £10.00 was expected and 1 £10.001 was found",
            Assert.Single(Compare([First], [First with { Amount = 10.001m }]).Differences));

    [Fact]
    public void Of_points_speaks_of_points()
    {
        LedgerEntry[] points = [new("1", 0, "501", 1_250), new("C2", 0, "501", -12)];

        var check = LedgerCheck.Of(new Ledger("Points", points, LedgerUnit.Points), new Ledger("Points", [], LedgerUnit.Points));

        Assert.Equal(["Points: 1 [501] 1,250 points is missing", "Points: C2 [501] -12 points is missing"], check.Differences);
    }

    private static LedgerCheck Compare(LedgerEntry[] expected, LedgerEntry[] found) =>
        LedgerCheck.Of(new Ledger("Invoices", expected), new Ledger("Invoices", found));
}
