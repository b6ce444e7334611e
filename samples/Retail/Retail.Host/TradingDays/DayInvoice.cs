namespace Retail.Host.TradingDays;

/// <summary>All lines of one invoice number: an order, or, where the number begins with C, a return.</summary>
/// <param name="Number">The invoice number.</param>
/// <param name="CustomerId">The customer whom any of the lines names; null where none does.</param>
/// <param name="Country">Where the customer lives.</param>
/// <param name="Time">The time on the first line. The shop's clocks show UTC in winter, and so does this.</param>
/// <param name="Lines">The lines in the order of the file.</param>
internal sealed record DayInvoice(string Number, string? CustomerId, string Country, DateTime Time, IReadOnlyList<DayLine> Lines)
{
    public bool IsReturn => Number.StartsWith('C');
}
