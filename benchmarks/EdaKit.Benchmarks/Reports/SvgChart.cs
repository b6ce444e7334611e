using System.Globalization;
using System.Net;
using System.Text;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects;

namespace EdaKit.Benchmarks.Reports;

/// <summary>Draws the rates of the main place: a group of bars for each workload, each group to its own scale.</summary>
internal static class SvgChart
{
    private const int Width = 860;
    private const int Left = 230;
    private const int Longest = 480;
    private const int Bar = 18;
    private const int Gap = 4;
    private const int Heading = 34;

    private static readonly Dictionary<string, string> Colours = new()
    {
        [SubjectInfo.Limit.Name] = "#6b7280",
        [SubjectInfo.EdaKit.Name] = "#2563eb",
        [SubjectInfo.EdaKitWithJournal.Name] = "#7aa5f2",
        [SubjectInfo.Wolverine.Name] = "#d97706",
        [SubjectInfo.WolverineConfirming.Name] = "#f0b45c",
        [SubjectInfo.Textbook.Name] = "#9d7bd8",
        [SubjectInfo.Plain.Name] = "#5aa57a",
    };

    public static string Draw(Report report)
    {
        var bars = new StringBuilder();
        var y = 16;

        var groups = report.Rows
            .Where(row => row is { Store: StoreKind.PostgreSql, Transport: TransportKind.RabbitMq })
            .Where(row => row.Kind is not (WorkloadKind.Latency or WorkloadKind.Idle))
            .GroupBy(row => row.Workload);

        foreach (var group in groups)
        {
            var rows = group.Where(row => row.Main() is not null).ToList();
            if (rows.Count == 0)
                continue;

            var most = rows.Max(row => row.Main()!.Value);
            Text(bars, 16, y + 16, "start", 15, group.Key, bold: true);
            y += Heading - 8;

            foreach (var row in rows)
            {
                var rate = row.Main()!.Value;
                var length = rate / most * Longest;
                Text(bars, Left - 8, y + 13, "end", 13, row.Title);
                var colour = Colours.GetValueOrDefault(row.Subject, "#999999");
                bars.AppendLine(CultureInfo.InvariantCulture,
                    $"""  <rect x="{Left}" y="{y}" width="{length:F1}" height="{Bar}" rx="2" fill="{colour}"/>""");
                Text(bars, (int)(Left + length + 6), y + 13, "start", 13, rate.ToString("N0", CultureInfo.InvariantCulture));
                y += Bar + Gap;
            }

            y += 14;
        }

        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{y}" viewBox="0 0 {Width} {y}"
                 font-family="system-ui, sans-serif" role="img" aria-labelledby="title">
              <title id="title">Messages per second on PostgreSQL and RabbitMQ</title>
              <rect width="100%" height="100%" fill="#ffffff"/>
            {bars}</svg>

            """);
    }

    private static void Text(StringBuilder svg, int x, int y, string anchor, int size, string text, bool bold = false)
    {
        var weight = bold ? " font-weight=\"600\"" : "";
        var content = WebUtility.HtmlEncode(text);
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"""  <text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}"{weight} fill="#1f2937">{content}</text>""");
    }
}
