using System.Globalization;

namespace Retail.Host.Audit;

/// <summary>
/// A list of entries of one kind. The audit makes every ledger twice, from the files and from the services, and compares them.
/// </summary>
internal sealed record Ledger(string Name, IReadOnlyList<LedgerEntry> Entries, LedgerUnit Unit = LedgerUnit.Pounds)
{
    public decimal Amount => Entries.Sum(entry => entry.Amount);

    /// <summary>An amount of this ledger as a person reads it; empty for 0, which is what ledgers that count goods hold.</summary>
    public string Show(decimal amount) => (amount, Unit) switch
    {
        (0, _) => "",
        (_, LedgerUnit.Points) => amount.ToString("#,0 'points'", CultureInfo.InvariantCulture),

        // The data has prices of a tenth of a penny: what is not shown could not be found.
        _ => amount.ToString("£#,0.00######;-£#,0.00######", CultureInfo.InvariantCulture),
    };

    /// <summary>An entry of this ledger as a person reads it.</summary>
    public string Show(LedgerEntry entry) => entry.Amount == 0 ? $"{entry}" : $"{entry} {Show(entry.Amount)}";
}
