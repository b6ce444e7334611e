namespace Retail.Host.Audit;

/// <summary>
/// A list of entries of one kind. The audit makes every ledger twice, from the files and from the services, and compares them.
/// </summary>
internal sealed record Ledger(string Name, IReadOnlyList<LedgerEntry> Entries)
{
    public decimal Amount { get; } = Entries.Sum(entry => entry.Amount);
}
