using Retail.Host.Measuring;
using Spectre.Console;

namespace Retail.Host.Burst;

/// <summary>Shows rush hours to the person at the console.</summary>
internal static class BurstReport
{
    public static void Print(IReadOnlyList<BurstResult> results, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Billing processes");
        foreach (var result in results)
            table.AddColumn(new TableColumn($"{result.Billings}").RightAligned());

        AddRow("Orders", result => $"{result.Sent.Count:N0}");
        foreach (var (phase, name) in ((BurstPhase, string)[])
            [(BurstPhase.Before, "before the burst"), (BurstPhase.Burst, "in the burst"), (BurstPhase.After, "after the burst")])
        {
            AddRow($"API response {name}, p50 / p95", result => Times(result.Responses(phase)));
        }

        AddRow("Orders that waited for an invoice, at most", result => $"{result.MostWaiting:N0}");
        AddRow("Backlog gone after the burst's end in", result => $"{result.DrainTime.TotalSeconds:0.0} s");
        AddRow("Invoices a second while busy", result => $"{result.InvoiceRate:0.0}");
        AddRow("Invoices written by each process", result => string.Join(" + ", result.InvoicesByProcess));
        AddRow("Orders without an invoice", result => $"{result.WithoutInvoice.Count}");
        console.Write(table);

        void AddRow(string name, Func<BurstResult, string> value) =>
            table.AddRow([new Text(name), .. results.Select(result => new Text(value(result)))]);
    }

    private static string Times(Latencies? latencies) =>
        latencies is null ? "no orders" : $"{latencies.P50.TotalMilliseconds:0.0} / {latencies.P95.TotalMilliseconds:0.0} ms";
}
