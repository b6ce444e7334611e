using Spectre.Console;

namespace Retail.Host.Audit;

/// <summary>Shows an audit to the person at the console.</summary>
internal static class BooksReport
{
    private const int MostDifferences = 20;

    public static void Print(BooksAudit audit, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("The books");
        foreach (var column in (string[])["files", "amount", "services", "amount", ""])
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());

        foreach (var check in audit.Checks)
        {
            table.AddRow(
                new Text(check.Expected.Name),
                Count(check.Expected), Amount(check.Expected),
                Count(check.Found), Amount(check.Found),
                check.IsOff ? new Text("OFF", new Style(Color.Red)) : new Text("ok", new Style(Color.Green)));
        }

        console.Write(table);
        PrintInWords(audit, console);

        foreach (var difference in audit.Differences.Take(MostDifferences))
            console.WriteLine($"  {difference}");
        if (audit.Differences.Count() is > MostDifferences and var all)
            console.WriteLine($"  and {all - MostDifferences} more");

        console.WriteLine(audit.Balances ? "The books balance." : "THE BOOKS DO NOT BALANCE.", audit.Balances ? Color.Green : Color.Red);
    }

    private static void PrintInWords(BooksAudit audit, IAnsiConsole console)
    {
        var (customers, guests) = (audit.Found(LedgerNames.CustomerOrders), audit.Found(LedgerNames.GuestOrders));
        var (customerLines, guestLines) = (audit.Found(LedgerNames.CustomerLines), audit.Found(LedgerNames.GuestLines));
        var (matched, unmatched) = (audit.Found(LedgerNames.MatchedReturnLines), audit.Found(LedgerNames.UnmatchedReturnLines));
        var (quantity, price) = (audit.Found(LedgerNames.RejectedForQuantity), audit.Found(LedgerNames.RejectedForPrice));
        var points = audit.Found(LedgerNames.LoyaltyPoints);

        console.WriteLine($"Accepted: {customers.Entries.Count + guests.Entries.Count:N0} orders, "
            + $"{customerLines.Entries.Count + guestLines.Entries.Count:N0} lines, £{customers.Amount + guests.Amount:N2}");
        console.WriteLine($"  with a customer: {customers.Entries.Count:N0} orders, "
            + $"{customerLines.Entries.Count:N0} lines, £{customers.Amount:N2}");
        console.WriteLine($"  guests: {guests.Entries.Count:N0} orders, {guestLines.Entries.Count:N0} lines, £{guests.Amount:N2}");
        console.WriteLine($"Returned: {audit.Found(LedgerNames.Returns).Entries.Count:N0} returns, "
            + $"{matched.Entries.Count:N0} lines matched to an earlier purchase and {unmatched.Entries.Count:N0} unmatched");
        console.WriteLine($"Notified: {audit.Found(LedgerNames.Notifications).Entries.Count:N0} orders and returns, "
            + $"points booked: {points.Amount:N0} for {points.Entries.Select(entry => entry.Detail).Distinct().Count():N0} customers");
        console.WriteLine($"Rejected: {quantity.Entries.Count + price.Entries.Count:N0} lines, "
            + $"{quantity.Entries.Count:N0} for their quantity and {price.Entries.Count:N0} for their price");
    }

    private static Text Count(Ledger ledger) => new($"{ledger.Entries.Count:N0}");

    private static Text Amount(Ledger ledger) => new(ledger.Show(ledger.Amount));
}
