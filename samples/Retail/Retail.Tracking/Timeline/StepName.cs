namespace Retail.Tracking.Timeline;

/// <summary>What can happen to an order or a return. The numbers are stored: add new ones, never change old ones.</summary>
internal enum StepName
{
    /// <summary>Ordering has stored the order.</summary>
    Placed = 1,

    /// <summary>Checkout has taken stock and payment.</summary>
    Paid = 2,

    /// <summary>Billing has issued the invoice.</summary>
    Invoiced = 3,

    /// <summary>Ordering has accepted the return.</summary>
    ReturnAccepted = 4,

    /// <summary>Checkout has put the goods back into stock.</summary>
    StockReturned = 5,

    /// <summary>Billing has issued the credit note.</summary>
    Credited = 6,

    /// <summary>Notification has written to the customer.</summary>
    Notified = 7,

    /// <summary>Loyalty has booked points, or has taken them back.</summary>
    PointsBooked = 8,

    /// <summary>Scoring has said how likely a return is.</summary>
    Scored = 9,
}
