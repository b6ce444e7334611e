namespace Retail.Host.TradingDays;

/// <summary>One line of a trading day, as it stands in the file.</summary>
/// <param name="Number">The place of the line in its invoice, in the order of the file, from 1.</param>
/// <param name="StockCode">The item.</param>
/// <param name="Description">The item in words; may be empty.</param>
/// <param name="Quantity">Negative on returns and corrections.</param>
/// <param name="UnitPrice">In pounds; zero occurs.</param>
internal sealed record DayLine(int Number, string StockCode, string Description, int Quantity, decimal UnitPrice);
