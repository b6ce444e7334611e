namespace Retail.Host.Audit;

/// <summary>How far the services have come.</summary>
/// <param name="OpenNumbers">The orders without an invoice and the returns without a credit note.</param>
/// <param name="StockMovements">How many there are.</param>
/// <param name="Documents">How many invoices and credit notes there are.</param>
internal sealed record BooksProgress(IReadOnlySet<string> OpenNumbers, int StockMovements, int Documents);
