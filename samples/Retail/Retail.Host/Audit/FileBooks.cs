using Retail.Host.TradingDays;

namespace Retail.Host.Audit;

/// <summary>
/// What the books must say, worked out from the files alone. The rules stand here a second time on purpose: an audit that asked the
/// services' own code would agree with its mistakes.
/// </summary>
internal static class FileBooks
{
    public static IReadOnlyList<Ledger> Of(IReadOnlyList<DayInvoice> invoices)
    {
        var orders = invoices.Where(invoice => !invoice.IsReturn).Select(order => (Invoice: order, Accepted: Accepted(order))).ToList();
        var placed = orders.Where(order => order.Accepted.Count > 0).ToList();
        var returns = invoices.Where(invoice => invoice.IsReturn).Select(returned => (Invoice: returned, Accepted: AcceptedBack(returned)))
            .Where(returned => returned.Accepted.Count > 0).ToList();
        var customers = placed.Where(order => order.Invoice.CustomerId is not null).ToList();
        var guests = placed.Where(order => order.Invoice.CustomerId is null).ToList();
        var matches = MatchedLines(invoices);
        var returnLines = returns.SelectMany(returned => Lines(returned.Invoice, returned.Accepted, sign: -1)).ToLookup(
            line => matches.Contains((line.OrderNumber, line.LineNumber)));

        return
        [
            new(LedgerNames.CustomerOrders, [.. customers.Select(order => Total(order.Invoice, order.Accepted, +1, "invoiced"))]),
            new(LedgerNames.GuestOrders, [.. guests.Select(order => Total(order.Invoice, order.Accepted, +1, "invoiced"))]),
            new(LedgerNames.CustomerLines, [.. customers.SelectMany(order => Lines(order.Invoice, order.Accepted, +1))]),
            new(LedgerNames.GuestLines, [.. guests.SelectMany(order => Lines(order.Invoice, order.Accepted, +1))]),
            new(LedgerNames.StockTaken, [.. placed.SelectMany(order => Movements(order.Invoice, order.Accepted))]),
            new(LedgerNames.Payments, [.. placed.Select(order => Total(order.Invoice, order.Accepted, +1))]),
            new(LedgerNames.Invoices,
                [.. placed.Select(order => Total(order.Invoice, order.Accepted, +1, $"{order.Accepted.Count} lines"))]),
            new(LedgerNames.Returns, [.. returns.Select(returned => Total(returned.Invoice, returned.Accepted, -1, "credited"))]),
            new(LedgerNames.MatchedReturnLines, [.. returnLines[true]]),
            new(LedgerNames.UnmatchedReturnLines, [.. returnLines[false]]),
            new(LedgerNames.StockBack, [.. returns.SelectMany(returned => Movements(returned.Invoice, returned.Accepted))]),
            new(LedgerNames.CreditNotes, [.. returns.Select(returned => Total(returned.Invoice, returned.Accepted, -1))]),
            new(LedgerNames.Notifications,
            [
                .. placed.Select(order => Told(order.Invoice, order.Invoice.CustomerId ?? $"guest of order {order.Invoice.Number}")),
                .. returns.Select(returned => Told(returned.Invoice, $"customer of return {returned.Invoice.Number}")),
            ]),
            new(LedgerNames.LoyaltyPoints,
            [
                .. customers.SelectMany(order => Points(order.Invoice, order.Accepted)),
                .. returns.SelectMany(returned => Points(
                    returned.Invoice,
                    returned.Accepted.Where(line => matches.Contains((returned.Invoice.Number, line.Number))))),
            ], LedgerUnit.Points),
            new(LedgerNames.RejectedForQuantity, [.. Rejected(invoices, line => line.WrongQuantity)]),
            new(LedgerNames.RejectedForPrice, [.. Rejected(invoices, line => !line.WrongQuantity && line.WrongPrice)]),
        ];
    }

    private static List<DayLine> Accepted(DayInvoice order) =>
        [.. order.Lines.Where(line => line.Quantity > 0 && line.UnitPrice > 0)];

    private static List<DayLine> AcceptedBack(DayInvoice returned) =>
        [.. returned.Lines.Where(line => line.Quantity < 0 && line.UnitPrice > 0)];

    private static LedgerEntry Total(DayInvoice invoice, List<DayLine> lines, int sign, string detail = "") =>
        new(invoice.Number, 0, detail, lines.Sum(line => sign * line.Quantity * line.UnitPrice));

    private static IEnumerable<LedgerEntry> Lines(DayInvoice invoice, List<DayLine> lines, int sign) =>
        lines.Select(line => new LedgerEntry(invoice.Number, line.Number, line.StockCode, sign * line.Quantity * line.UnitPrice));

    /// <summary>An order takes from stock what a return, negative in the file, puts back.</summary>
    private static IEnumerable<LedgerEntry> Movements(DayInvoice invoice, List<DayLine> lines) =>
        lines.Select(line => new LedgerEntry(invoice.Number, line.Number, $"{line.StockCode} {-line.Quantity:+0;-0}", 0));

    private static LedgerEntry Told(DayInvoice invoice, string recipient) => new(invoice.Number, 0, recipient, 0);

    /// <summary>One point for every full pound, earned by what was bought and lost by what came back; none is no entry.</summary>
    private static IEnumerable<LedgerEntry> Points(DayInvoice invoice, IEnumerable<DayLine> lines)
    {
        // The quantities of a return are negative in the file, so its full pounds are cut off towards zero, not downwards.
        var points = decimal.Truncate(lines.Sum(line => line.Quantity * line.UnitPrice));
        return points == 0 ? [] : [new LedgerEntry(invoice.Number, 0, invoice.CustomerId!, points)];
    }

    private static IEnumerable<LedgerEntry> Rejected(
        IReadOnlyList<DayInvoice> invoices, Func<(bool WrongQuantity, bool WrongPrice), bool> reason) =>
        from invoice in invoices
        from line in invoice.Lines
        let wrongQuantity = invoice.IsReturn ? line.Quantity >= 0 : line.Quantity <= 0
        where reason((wrongQuantity, line.UnitPrice <= 0))
        select new LedgerEntry(invoice.Number, line.Number, line.StockCode, 0);

    /// <summary>The return lines whose customer bought the item earlier: earlier by the clock, and earlier in the files.</summary>
    private static HashSet<(string Number, int Line)> MatchedLines(IReadOnlyList<DayInvoice> invoices)
    {
        var firstPurchase = new Dictionary<(string Customer, string StockCode), DateTime>();
        var matched = new HashSet<(string, int)>();

        foreach (var invoice in invoices)
        {
            if (invoice.CustomerId is not { } customer)
                continue;

            foreach (var line in invoice.Lines)
            {
                var item = (customer, line.StockCode);
                if (!invoice.IsReturn && line is { Quantity: > 0, UnitPrice: > 0 })
                    firstPurchase[item] = firstPurchase.TryGetValue(item, out var known) && known < invoice.Time ? known : invoice.Time;
                else if (invoice.IsReturn && firstPurchase.TryGetValue(item, out var bought) && bought < invoice.Time)
                    matched.Add((invoice.Number, line.Number));
            }
        }

        return matched;
    }
}
