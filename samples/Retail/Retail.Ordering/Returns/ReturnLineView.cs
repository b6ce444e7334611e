namespace Retail.Ordering.Returns;

/// <summary>A line of a return as the API shows it.</summary>
internal sealed record ReturnLineView(int LineNumber, string StockCode, int Quantity, string? MatchedTo)
{
    public static ReturnLineView Of(ReturnLine line) => new(line.LineNumber, line.StockCode, line.Quantity, line.PurchaseNumber);
}
