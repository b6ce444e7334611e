using EdaKit.Contracts;

namespace Retail.Contracts;

/// <summary>The credit note of a return exists. Published by billing, once for each return.</summary>
/// <param name="OrderNumber">The number of the return.</param>
/// <param name="CreditNoteNumber">The credit note's number.</param>
/// <param name="Amount">What is credited, in pounds, as a positive amount.</param>
/// <param name="IssuedAt">When it was issued, UTC.</param>
[EventContract("retail.credit-note-issued", version: 1)]
public sealed record CreditNoteIssued(
    [property: BusinessKey] string OrderNumber,
    string CreditNoteNumber,
    decimal Amount,
    DateTime IssuedAt);
