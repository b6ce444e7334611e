namespace Retail.Host.Audit;

/// <summary>One entry of a ledger.</summary>
/// <param name="OrderNumber">The order or return it belongs to.</param>
/// <param name="LineNumber">The line, in ledgers that count lines; 0 in those that count orders.</param>
/// <param name="Detail">What else must agree: a stock code and a quantity, for example.</param>
/// <param name="Amount">The money or the points, as the ledger's unit says; 0 in ledgers that count goods.</param>
internal sealed record LedgerEntry(string OrderNumber, int LineNumber, string Detail, decimal Amount)
{
    public override string ToString() =>
        (LineNumber > 0 ? $"{OrderNumber} line {LineNumber}" : OrderNumber)
        + (Detail.Length > 0 ? $" [{Detail}]" : "");
}
