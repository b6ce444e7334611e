using System.Globalization;
using System.Text;
using Retail.Host.Measuring;

namespace Retail.Host.Burst;

/// <summary>Draws rush hours: how long customers waited for an answer above, how many orders waited for their invoices below.</summary>
internal static class BurstPlot
{
    private const int Width = 900;
    private const int Left = 70;
    private const int Right = 20;
    private const int PanelHeight = 190;
    private const int FirstPanel = 60;
    private const int SecondPanel = 320;

    private static readonly string[] Colors = ["#b4532a", "#1f6f8b"];

    public static string Draw(IReadOnlyList<BurstResult> results)
    {
        var profile = results[0].Profile;
        var end = results.Max(result => result.DrainedAt.TotalSeconds);
        var responses = results.Select(result => (IReadOnlyList<(double, double)>)ResponsesBySecond(result)).ToList();
        var waiting = results.Select(result => (IReadOnlyList<(double, double)>)
            [.. result.Depth.Select(sample => (sample.At.TotalSeconds, (double)sample.Depth))]).ToList();

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} 570" font-family="system-ui, sans-serif" font-size="13" fill="#333">
            <rect width="{Width}" height="570" fill="#fff"/>

            """);
        Legend(svg, results);
        Panel(svg, FirstPanel, "The API's response time, p95 of each second, in ms", profile, end, NiceCeiling(Highest(responses)), responses);
        Panel(svg, SecondPanel, "Orders that wait for their invoice", profile, end, NiceCeiling(Highest(waiting)), waiting);
        svg.Append("</svg>\n");
        return svg.ToString();
    }

    private static List<(double, double)> ResponsesBySecond(BurstResult result) =>
    [
        .. result.Sent
            .GroupBy(order => (int)order.DueAt.TotalSeconds)
            .OrderBy(second => second.Key)
            .Select(second => (second.Key + 0.5, Latencies.Of(second.Select(order => order.Response)).P95.TotalMilliseconds)),
    ];

    private static void Panel(
        StringBuilder svg, int top, string title, BurstProfile profile, double end, double highest,
        IReadOnlyList<IReadOnlyList<(double Time, double Value)>> lines)
    {
        var bottom = top + PanelHeight;
        double X(double time) => Left + (time / end * (Width - Left - Right));
        double Y(double value) => bottom - (Math.Min(value, highest) / highest * PanelHeight);

        Append(svg, $"""<text x="{Left}" y="{top - 12}" font-weight="600">{title}</text>""");
        Append(svg, $"""
            <rect x="{X(profile.Before.TotalSeconds):0.0}" y="{top}" width="{X(profile.BurstEnd.TotalSeconds) - X(profile.Before.TotalSeconds):0.0}" height="{PanelHeight}" fill="#f3ead3"/>
            """);
        for (var step = 0; step <= 4; step++)
        {
            var value = highest * step / 4;
            Append(svg, $"""<line x1="{Left}" x2="{Width - Right}" y1="{Y(value):0.0}" y2="{Y(value):0.0}" stroke="#ddd"/>""");
            Append(svg, $"""<text x="{Left - 8}" y="{Y(value) + 4:0.0}" text-anchor="end">{value:0.##}</text>""");
        }

        for (var second = 0; second <= end; second += 10)
            Append(svg, $"""<text x="{X(second):0.0}" y="{bottom + 18}" text-anchor="middle">{second} s</text>""");

        foreach (var (index, line) in lines.Index())
        {
            var points = string.Join(' ', line.Where(point => point.Time <= end).Select(
                point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Time):0.0},{Y(point.Value):0.0}")));
            Append(svg, $"""<polyline points="{points}" fill="none" stroke="{Colors[index]}" stroke-width="2"/>""");
        }
    }

    private static void Legend(StringBuilder svg, IReadOnlyList<BurstResult> results)
    {
        foreach (var (index, result) in results.Index())
        {
            var x = Left + (index * 190);
            Append(svg, $"""<rect x="{x}" y="14" width="22" height="4" fill="{Colors[index]}"/>""");
            Append(svg, $"""<text x="{x + 30}" y="20">{(result.Billings == 1 ? "one billing process" : $"{result.Billings} billing processes")}</text>""");
        }

        Append(svg, $"""<rect x="{Left + 400}" y="8" width="22" height="14" fill="#f3ead3"/>""");
        Append(svg, $"""<text x="{Left + 430}" y="20">the burst: ten times the normal rate</text>""");
    }

    private static double Highest(IEnumerable<IReadOnlyList<(double Time, double Value)>> lines) =>
        lines.SelectMany(line => line).Max(point => point.Value);

    /// <summary>The next of 1, 2, 4, 8 times a power of ten.</summary>
    private static double NiceCeiling(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))));
        return ((double[])[1, 2, 4, 8, 10]).Select(step => step * power).First(ceiling => ceiling >= value);
    }

    private static void Append(StringBuilder svg, FormattableString element) =>
        svg.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
