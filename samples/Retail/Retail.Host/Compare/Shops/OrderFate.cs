namespace Retail.Host.Compare.Shops;

/// <summary>What the books say became of an order, after everything has settled.</summary>
/// <param name="Number">The order.</param>
/// <param name="Taken">The shop has taken it, and has not cancelled it since.</param>
/// <param name="Touched">Something was done for it, whether or not it was undone.</param>
/// <param name="HalfDone">Some of it is done and some is not.</param>
/// <param name="InvoicedAfter">From the order to its invoice; null where there is no invoice.</param>
internal sealed record OrderFate(string Number, bool Taken, bool Touched, bool HalfDone, TimeSpan? InvoicedAfter);
