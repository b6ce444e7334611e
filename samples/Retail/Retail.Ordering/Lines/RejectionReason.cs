namespace Retail.Ordering.Lines;

/// <summary>Why the shop does not accept a line. The numbers are stored: add new ones, never change old ones.</summary>
internal enum RejectionReason
{
    QuantityNotPositive = 1,
    PriceNotPositive = 2,
}
