namespace Retail.Host.Audit;

/// <summary>How far the services have come.</summary>
/// <param name="OpenNumbers">
/// The orders without an invoice, the returns without a credit note, those of which the customer was not told, and those that are worth
/// points and have none booked.
/// </param>
/// <param name="StockMovements">How many there are.</param>
/// <param name="Documents">How many invoices and credit notes there are.</param>
/// <param name="Confirmations">How many there are.</param>
/// <param name="PointsEntries">How many there are.</param>
internal sealed record BooksProgress(
    IReadOnlySet<string> OpenNumbers, int StockMovements, int Documents, int Confirmations, int PointsEntries);
