namespace Retail.Host.TradingDays;

/// <summary>One row of a trading day's file.</summary>
internal sealed record TradingDayRow(
    int FileLine,
    string InvoiceNo,
    string StockCode,
    string Description,
    int Quantity,
    DateTime Time,
    decimal UnitPrice,
    string? CustomerId,
    string Country);
