namespace Retail.Host.Audit;

/// <summary>The ledgers of the shop.</summary>
internal static class LedgerNames
{
    public const string CustomerOrders = "Orders of customers";
    public const string GuestOrders = "Orders of guests";
    public const string CustomerLines = "Order lines of customers";
    public const string GuestLines = "Order lines of guests";
    public const string StockTaken = "Stock taken";
    public const string Payments = "Payments";
    public const string Invoices = "Invoices";
    public const string Returns = "Returns";
    public const string MatchedReturnLines = "Return lines, matched";
    public const string UnmatchedReturnLines = "Return lines, unmatched";
    public const string StockBack = "Stock put back";
    public const string CreditNotes = "Credit notes";
    public const string Notifications = "Notifications";
    public const string LoyaltyPoints = "Loyalty points";
    public const string RejectedForQuantity = "Rejected: quantity not positive";
    public const string RejectedForPrice = "Rejected: price not positive";
}
