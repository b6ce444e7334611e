namespace Retail.Ordering.Orders;

/// <summary>How far an order has come. Events may arrive in any order, so a status only ever moves to a higher number.</summary>
internal enum OrderStatus
{
    /// <summary>No line was acceptable: the order is kept, and nobody hears of it.</summary>
    Rejected = 0,

    /// <summary>Accepted and announced; the other services are at work.</summary>
    Placed = 1,

    /// <summary>Checkout has taken stock and payment.</summary>
    Paid = 2,

    /// <summary>Billing has issued the invoice.</summary>
    Invoiced = 3,
}
