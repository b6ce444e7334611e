using Retail.Host.Audit;
using Retail.Host.TradingDays;

namespace Retail.Tests.Audit;

/// <summary>What the audit expects of a day, against figures that were worked out by other means than this code.</summary>
public sealed class FileBooksTests
{
    [Fact]
    public void Of_small_day_gives_the_figures_worked_out_by_hand()
    {
        var books = Books([TradingDay.Small]);

        // 900001: 2 × 12.50 twice and 6 × 3.25; 900003: 89.90 and 3 × 7.10; 900008: 12.50; 900011: 144 × 2.95.
        AssertLedger(books, LedgerNames.CustomerOrders, 4, 69.50m + 111.20m + 12.50m + 424.80m);
        AssertLedger(books, LedgerNames.CustomerLines, 7, 618.00m);
        AssertLedger(books, LedgerNames.GuestOrders, 1, 28.24m);
        AssertLedger(books, LedgerNames.GuestLines, 2, 28.24m);
        AssertLedger(books, LedgerNames.StockTaken, 9, 0);
        AssertLedger(books, LedgerNames.Payments, 5, 646.24m);
        AssertLedger(books, LedgerNames.Invoices, 5, 646.24m);
        AssertLedger(books, LedgerNames.Returns, 4, 102.40m + 3.25m + 12.50m + 14.20m);
        AssertLedger(books, LedgerNames.MatchedReturnLines, 2, 12.50m + 14.20m);
        AssertLedger(books, LedgerNames.UnmatchedReturnLines, 3, 89.90m + 3.25m + 12.50m);
        AssertLedger(books, LedgerNames.StockBack, 5, 0);
        AssertLedger(books, LedgerNames.CreditNotes, 4, 132.35m);
        AssertLedger(books, LedgerNames.RejectedForQuantity, 2, 0);
        AssertLedger(books, LedgerNames.RejectedForPrice, 2, 0);
    }

    [Fact]
    public void Of_seven_real_days_gives_the_figures_of_the_oracle()
    {
        if (TradingDay.Real.Count == 0)
        {
            // Without the real days this test has nothing of its own to say; the hand-made day stands in for them.
            Of_small_day_gives_the_figures_worked_out_by_hand();
            return;
        }

        var books = Books(TradingDay.Real);

        AssertLedger(books, LedgerNames.CustomerOrders, 678, 273_646.10m);
        AssertLedger(books, LedgerNames.CustomerLines, 12_755, 273_646.10m);
        AssertLedger(books, LedgerNames.GuestOrders, 727 - 678, 385_266.47m - 273_646.10m);
        AssertLedger(books, LedgerNames.GuestLines, 19_241 - 12_755, 385_266.47m - 273_646.10m);
        AssertLedger(books, LedgerNames.StockTaken, 19_241, 0);
        AssertLedger(books, LedgerNames.Payments, 727, 385_266.47m);
        AssertLedger(books, LedgerNames.Invoices, 727, 385_266.47m);
        Assert.Equal(102, books[LedgerNames.Returns].Entries.Count);
        Assert.Equal(53, books[LedgerNames.MatchedReturnLines].Entries.Count);
        Assert.Equal(203, books[LedgerNames.UnmatchedReturnLines].Entries.Count);
        Assert.Equal(256, books[LedgerNames.StockBack].Entries.Count);

        var rejected = books[LedgerNames.RejectedForQuantity].Entries.Concat(books[LedgerNames.RejectedForPrice].Entries).ToList();
        Assert.Equal(135, rejected.Count);
        Assert.Equal(79, rejected.Select(line => line.OrderNumber).Distinct().Count());
        Assert.Equal(
            76,
            rejected.Select(line => line.OrderNumber)
                .Except(books[LedgerNames.Payments].Entries.Select(order => order.OrderNumber))
                .Distinct().Count());
    }

    private static Dictionary<string, Ledger> Books(IReadOnlyList<string> files) =>
        FileBooks.Of(TradingDayFiles.Read(files)).ToDictionary(ledger => ledger.Name);

    private static void AssertLedger(Dictionary<string, Ledger> books, string name, int count, decimal amount)
    {
        Assert.Equal(count, books[name].Entries.Count);
        Assert.Equal(amount, books[name].Amount);
    }
}
