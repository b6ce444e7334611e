using System.Globalization;
using System.Text;
using EdaKit.Audit.Judging;

namespace EdaKit.Audit.Reports;

/// <summary>An audit's result as Markdown, which reads well on a console too.</summary>
internal static class TextReport
{
    private static readonly (Violation Kind, string Text)[] Rows =
    [
        (Violation.Lost, "Lost: committed and never on the wire"),
        (Violation.WithoutEffect, "Without effect"),
        (Violation.EffectDoubled, "Effects doubled"),
        (Violation.OutOfOrder, "Out of order within a lane"),
        (Violation.EffectOutOfOrder, "Effects out of order within a lane"),
        (Violation.NeverCommitted, "Sent or handled, never committed"),
        (Violation.LeftInOutbox, "Left in the outbox"),
        (Violation.SetAside, "In error queues"),
    ];

    public static string Of(AuditResult result)
    {
        var text = new StringBuilder();
        var (options, verdict) = (result.Options, result.Verdict);
        text.AppendLine(Invariant($"# Loss audit, seed {options.Seed}: {(result.IsGood ? "nothing is lost" : "FAILED")}"));
        text.AppendLine();
        text.AppendLine("| what | count |\n|---|---:|");
        text.AppendLine(Invariant($"| Messages committed | {verdict.Committed:N0} |"));
        text.AppendLine(Invariant($"| of them in lanes | {verdict.InLanes:N0} |"));
        foreach (var (kind, name) in Rows)
            text.AppendLine(Invariant($"| {name} | {verdict.Counts[kind]:N0} |"));
        text.AppendLine(Invariant($"| Duplicates on the wire, allowed | {verdict.WireDuplicates:N0} |"));
        text.AppendLine(Invariant($"| Given to the auditor's reader again | {result.Redelivered:N0} |"));
        text.AppendLine();
        text.AppendLine("| fault | times |\n|---|---:|");
        foreach (var (kind, times) in result.Faults)
            text.AppendLine(Invariant($"| {kind} | {times} |"));

        text.AppendLine();
        text.Append(Invariant($"{options.Workers} workers at a time, {result.Lives} processes in all, {options.Writers} writers each, "));
        text.Append(Invariant($"{options.Accounts} accounts. "));
        text.AppendLine(Invariant($"fsync of PostgreSQL: {(options.Durable ? "on" : "off")}. {Environment.ProcessorCount} processors."));
        var rate = verdict.Committed / result.Writing.TotalSeconds;
        text.Append(Invariant($"Written under faults for {Seconds(result.Writing)} s ({rate:N0} messages a second), "));
        text.AppendLine(Invariant($"at rest after {Seconds(result.Draining)} s more, {Seconds(result.Total)} s in all."));

        if (options.Sabotage != Workers.Sabotage.None)
            text.AppendLine().AppendLine(Invariant($"The workers were sabotaged: {options.Sabotage}."));

        AppendFindings(text, result);
        return text.ToString();
    }

    private static void AppendFindings(StringBuilder text, AuditResult result)
    {
        foreach (var missing in result.Faults.Where(fault => fault.Value == 0))
            text.AppendLine().AppendLine(Invariant($"- A fault did not happen: {missing.Key}"));

        foreach (var trouble in result.Troubles)
            text.AppendLine().AppendLine(Invariant($"- Trouble: {trouble}"));

        foreach (var (kind, details) in result.Verdict.Details.Where(kind => kind.Value.Count > 0))
        {
            text.AppendLine().AppendLine(Invariant($"## {kind}, the first {details.Count}"));
            foreach (var detail in details)
                text.AppendLine(Invariant($"- {detail}"));
        }

        if (result.Traces.Count > 0)
            text.AppendLine().AppendLine("## What the tables say of them");
        foreach (var trace in result.Traces)
            text.AppendLine(Invariant($"- {trace}"));
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("N0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
