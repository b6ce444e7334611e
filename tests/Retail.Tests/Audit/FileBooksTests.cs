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
        AssertLedger(books, LedgerNames.Notifications, 5 + 4, 0);
        // The full pounds of four orders, less those of two matched returns.
        AssertLedger(books, LedgerNames.LoyaltyPoints, 4 + 2, 69 + 111 + 12 + 424 - 12 - 14);
        AssertLedger(books, LedgerNames.RejectedForQuantity, 2, 0);
        AssertLedger(books, LedgerNames.RejectedForPrice, 2, 0);
    }

    [Fact]
    public void Of_odd_day_gives_the_figures_worked_out_by_hand()
    {
        var books = Books([TradingDay.Odd]);

        // 581901, whose lines lie apart: 2 × 12.75 and 4.95; 581902: 18, 0.001 and 3 × 0.333; 581903: 80,995 × 2.08;
        // 581910, which names its customer once: 6 × 2.55 and 6 × 4.25; 581915: 0.85; 581918: 12.75.
        AssertLedger(books, LedgerNames.CustomerOrders, 6, 30.45m + 19.000m + 168_469.60m + 40.80m + 0.85m + 12.75m);
        AssertLedger(books, LedgerNames.CustomerLines, 2 + 3 + 1 + 2 + 1 + 1, 168_573.45m);
        // A581905 is a bad debt that was adjusted upwards: an order by the shop's rules. 581907: 17.021277 and 569.77.
        AssertLedger(books, LedgerNames.GuestOrders, 2, 11_062.06m + 586.791277m);
        AssertLedger(books, LedgerNames.GuestLines, 1 + 2, 11_648.851277m);
        AssertLedger(books, LedgerNames.Payments, 8, 180_222.301277m);
        AssertLedger(books, LedgerNames.Invoices, 8, 180_222.301277m);
        // C581904 is the whole of 581903; C581911: 2.55 twice; C581913: an M of 0.50; C581919: bought at 7:55, though further down.
        AssertLedger(books, LedgerNames.MatchedReturnLines, 1 + 2 + 1 + 1, 168_469.60m + 5.10m + 0.50m + 12.75m);
        // C581912: 85123a where 85123A was bought; C581914: a guest's bank charges.
        AssertLedger(books, LedgerNames.UnmatchedReturnLines, 2, 2.55m + 37.71m);
        AssertLedger(books, LedgerNames.Returns, 6, 168_487.95m + 40.26m);
        AssertLedger(books, LedgerNames.CreditNotes, 6, 168_528.21m);
        AssertLedger(books, LedgerNames.StockTaken, 13, 0);
        AssertLedger(books, LedgerNames.StockBack, 7, 0);
        AssertLedger(books, LedgerNames.Notifications, 8 + 6, 0);
        // 0.85 earns nothing, and 0.50 takes nothing back.
        AssertLedger(books, LedgerNames.LoyaltyPoints, 5 + 3, 30 + 19 + 168_469 + 40 + 12 - 168_469 - 5 - 12);
        // 581909, 581916; A581906, 581908, C581917.
        AssertLedger(books, LedgerNames.RejectedForQuantity, 2, 0);
        AssertLedger(books, LedgerNames.RejectedForPrice, 3, 0);
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
        AssertLedger(books, LedgerNames.Notifications, 727 + 102, 0);
        AssertLedger(books, LedgerNames.LoyaltyPoints, 705, 272_177);

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
