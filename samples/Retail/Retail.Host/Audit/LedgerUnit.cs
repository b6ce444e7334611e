namespace Retail.Host.Audit;

/// <summary>What the amounts of a ledger are.</summary>
internal enum LedgerUnit
{
    /// <summary>Money.</summary>
    Pounds,

    /// <summary>Loyalty points.</summary>
    Points,
}
