namespace Retail.Billing;

/// <summary>The invoice of an order. The order's number is the key, so the database itself refuses a second invoice.</summary>
internal sealed class Invoice
{
    public required string OrderNumber { get; init; }
    public required string Number { get; init; }
    public required string? CustomerId { get; init; }
    public required decimal Amount { get; init; }
    public required DateTime IssuedAt { get; init; }
    public List<InvoiceLine> Lines { get; init; } = [];
}
