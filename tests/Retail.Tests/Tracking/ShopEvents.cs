using Retail.Contracts;

namespace Retail.Tests.Tracking;

/// <summary>What the other services say of an order and of a return: each step a second after the one before.</summary>
internal static class ShopEvents
{
    private static readonly OrderLine[] Lines = [new(1, "LANTERN", "Lantern", 6, 2.55m)];
    private static readonly ReturnedLine[] ReturnedLines = [new(1, "LANTERN", 1, 2.55m, "1001")];

    public static DateTime At(int second) => new(2024, 3, 1, 9, 0, second, DateTimeKind.Utc);

    public static OrderPlaced Placed(string number, string? customer = "17850") => new(number, customer, At(0), Lines, "GBP");

    public static InvoiceIssued Invoiced(string number) => new(number, $"INV-{number}", 15.30m, At(2));

    /// <summary>All that is said of an order.</summary>
    public static object[] OfOrder(string number) =>
    [
        Placed(number),
        new OrderPaid(number, "17850", At(1), 15.30m, Lines),
        Invoiced(number),
        new CustomerNotified(number, "Your order is on its way", At(3)),
        new PointsBooked(number, "17850", 15, At(4)),
        new OrderScored(number, 0.124, At(5)),
    ];

    /// <summary>All that is said of a return. That the goods are back says no time, so it stands where it was sent.</summary>
    public static object[] OfReturn(string number) =>
    [
        new ReturnAccepted(number, null, At(0), ReturnedLines),
        new CreditNoteIssued(number, $"CN-{number}", 2.55m, At(1)),
        new PointsBooked(number, "17850", -3, At(2)),
        new StockReturned(number, null, ReturnedLines),
    ];
}
