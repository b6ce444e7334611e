namespace Retail.Ordering.Lines;

/// <summary>A rejected line as the API shows it, with the reason in words.</summary>
internal sealed record RejectedLineView(int LineNumber, string StockCode, string Reason)
{
    public static RejectedLineView Of(RejectedLine line) => new(line.LineNumber, line.StockCode, line.Reason switch
    {
        RejectionReason.QuantityNotPositive => "the quantity is not positive",
        RejectionReason.PriceNotPositive => "the price is not positive",
        _ => line.Reason.ToString(),
    });
}
