using Spectre.Console;

namespace EdaKit.Benchmarks.Reports;

/// <summary>New results beside those of the committed report.</summary>
internal static class Comparison
{
    public static void Print(IAnsiConsole console, Report before, Report now)
    {
        if (before.Machine != now.Machine)
        {
            var machine = before.Machine;
            console.MarkupLineInterpolated(
                $"[yellow]The results before are of another machine:[/] {machine.Processor}, {machine.Cores} cores, {machine.Runtime}.");
        }

        var table = new Table()
            .AddColumns("workload", "place", "subject", "before", "now", "now / before", "of limit before", "of limit now");

        foreach (var row in now.Rows)
        {
            var old = before.Find(row, row.Subject);
            table.AddRow(row.Workload, $"{row.Store} + {row.Transport}", row.Title, Value(old?.Main()), Value(row.Main()),
                MarkdownReport.Number(row.Main() / old?.Main(), "F2"), OfLimit(before, old), OfLimit(now, row));
        }

        console.Write(table);
    }

    private static string OfLimit(Report report, ReportRow? row) =>
        row is not null && report.Find(row, Subjects.SubjectInfo.Limit.Name) is { } limit ? MarkdownReport.Ratio(row.RatiosTo(limit)) : "–";

    private static string Value(double? value) => MarkdownReport.Number(value, value is < 100 ? "N2" : "N0");
}
