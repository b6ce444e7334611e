namespace Retail.Billing;

/// <summary>One line of an invoice.</summary>
internal sealed class InvoiceLine
{
    public required string OrderNumber { get; init; }
    public required int LineNumber { get; init; }
    public required string Description { get; init; }
    public required int Quantity { get; init; }
    public required decimal UnitPrice { get; init; }
}
