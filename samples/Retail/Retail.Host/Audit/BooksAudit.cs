using Retail.Host.TradingDays;

namespace Retail.Host.Audit;

/// <summary>The result of comparing the books of the services with the files.</summary>
internal sealed record BooksAudit(IReadOnlyList<LedgerCheck> Checks)
{
    public bool Balances => Checks.All(check => !check.IsOff);

    public IEnumerable<string> Differences => Checks.SelectMany(check => check.Differences);

    public static async Task<BooksAudit> Of(IReadOnlyList<DayInvoice> invoices, ShopBooks books, CancellationToken cancellationToken)
    {
        var numbers = invoices.Select(invoice => invoice.Number).ToHashSet();
        var found = (await books.Ledgers(numbers, cancellationToken)).ToDictionary(ledger => ledger.Name);
        return new BooksAudit([.. FileBooks.Of(invoices).Select(expected => LedgerCheck.Of(expected, found[expected.Name]))]);
    }

    /// <summary>What the services have of a ledger.</summary>
    public Ledger Found(string name) => Checks.Single(check => check.Found.Name == name).Found;
}
