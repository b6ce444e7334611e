using EdaKit.Contracts;

namespace Retail.Contracts;

/// <summary>The invoice of an order exists. Published by billing, once for each order.</summary>
/// <param name="OrderNumber">The order's number.</param>
/// <param name="InvoiceNumber">The invoice's number.</param>
/// <param name="Amount">The amount of the invoice, in pounds.</param>
/// <param name="IssuedAt">When it was issued, UTC.</param>
[EventContract("retail.invoice-issued", version: 1)]
public sealed record InvoiceIssued(
    [property: BusinessKey] string OrderNumber,
    string InvoiceNumber,
    decimal Amount,
    DateTime IssuedAt);
