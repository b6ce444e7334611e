namespace Retail.Billing;

/// <summary>The credit note of a return; its key is the return's number.</summary>
internal sealed class CreditNote
{
    public required string OrderNumber { get; init; }
    public required string Number { get; init; }
    public required string? CustomerId { get; init; }

    /// <summary>What the customer gets back, as a positive amount.</summary>
    public required decimal Amount { get; init; }
    public required DateTime IssuedAt { get; init; }
}
