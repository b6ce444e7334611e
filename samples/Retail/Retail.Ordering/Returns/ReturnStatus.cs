namespace Retail.Ordering.Returns;

/// <summary>How far a return has come; it only moves to a higher number.</summary>
internal enum ReturnStatus
{
    /// <summary>No line was acceptable.</summary>
    Rejected = 0,

    /// <summary>Accepted and announced.</summary>
    Accepted = 1,

    /// <summary>The goods are back in stock.</summary>
    StockReturned = 2,

    /// <summary>Billing has issued the credit note.</summary>
    Credited = 3,
}
