using System.Globalization;
using System.Text;
using EdaKit.Benchmarks.Subjects;

namespace EdaKit.Benchmarks.Reports;

/// <summary>The results as a table, with the ratio to plain MassTransit of the same runs.</summary>
internal static class MarkdownReport
{
    public static string Write(IReadOnlyList<Result> results, int messages, int writers, int runs)
    {
        var text = new StringBuilder();
        text.AppendLine("# Base line: publish and consume");
        text.AppendLine(CultureInfo.InvariantCulture, $"{messages:N0} messages of about 300 bytes a run, {writers} writers, {runs} interleaved runs; messages per second, median (min to max).");
        text.AppendLine(CultureInfo.InvariantCulture, $"Machine: {Environment.ProcessorCount} cores, {Environment.OSVersion.Platform}, .NET {Environment.Version}. Servers and application share it. Compare ratios, not rates.");
        text.AppendLine();
        text.AppendLine("| workload | store | transport | subject | msg/s | ratio |");
        text.AppendLine("|---|---|---|---|---|---|");

        foreach (var result in results)
        {
            var plain = results.Single(other => other.Subject == Subject.PlainMassTransit.Name
                && (other.Workload, other.Store, other.Transport) == (result.Workload, result.Store, result.Transport));

            text.AppendLine(CultureInfo.InvariantCulture, $"| {result.Workload} | {result.Store} | {result.Transport} | {result.Subject} | "
                + $"{result.Median:N0} ({result.Rates.Min():N0} to {result.Rates.Max():N0}) | {result.Median / plain.Median:F2} |");
        }

        return text.ToString();
    }
}
