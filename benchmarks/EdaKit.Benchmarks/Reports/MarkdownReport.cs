using System.Globalization;
using System.Text;
using EdaKit.Benchmarks.Figures;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects;
using EdaKit.Benchmarks.Workloads;

namespace EdaKit.Benchmarks.Reports;

/// <summary>The results as tables, one for each workload and place.</summary>
internal static class MarkdownReport
{
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        Head(text, report);

        foreach (var scenario in report.Rows.GroupBy(row => (row.Workload, row.Store, row.Transport)))
        {
            var rows = scenario.ToList();
            text.AppendLine(CultureInfo.InvariantCulture, $"## {TitleOf(rows[0])}");
            text.AppendLine();
            Table(text, ColumnsOf(rows[0].Kind, report), rows);

            if (rows[0].Kind == WorkloadKind.Latency)
                text.AppendLine().AppendLine(LatencyNote);

            Failures(text, rows);
            text.AppendLine();
        }

        return text.ToString().TrimEnd() + "\n";
    }

    public static string Number(double? value, string format = "N0") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private const string LatencyNote = """
        Save and send: from the call that begins the unit of work until the message is in the queue; the ratios are of its median, and less
        is better. Commit to queue: from when that call returns. It is 0 where the message is there by then: a subject that sends before
        it returns makes its caller wait instead.
        """;

    private static void Head(StringBuilder text, Report report)
    {
        var machine = report.Machine;
        var part = report.IsWhole ? "" : "; a part, or with small numbers";

        text.AppendLine(CultureInfo.InvariantCulture, $"""
            # How fast it is
            Made by `dotnet run -c Release --project benchmarks/EdaKit.Benchmarks` on {report.Started:yyyy-MM-dd},
            in {report.Took.TotalMinutes:N0} minutes{part}.
            Machine: {machine.Processor}, {machine.Cores} cores, {machine.MemoryGiB} GiB; {machine.System}; {machine.Runtime}.
            PostgreSQL {machine.PostgreSql} with fsync and RabbitMQ {machine.RabbitMq}, both on the same machine as the application.
            SQLite in WAL mode with `synchronous=NORMAL`. Compare ratios, not rates.

            Messages hold about 300 bytes of content. Every subject has a process, a database and a virtual host of its own for each workload,
            gets warm, and then takes turns with the others: {report.Runs} interleaved runs, medians (lowest to highest). A run counts only if every message is at the far end and every row is stored once. Processor
            time is that of the application's process, of PostgreSQL and of RabbitMQ, a message; peak memory is the process's. `of limit`
            and `of Wolverine`: this subject's figure divided by theirs, turn by turn; the median (lower to upper quarter).

            | subject | what it guarantees |
            |---|---|
            """);

        foreach (var subject in SubjectInfo.All.Where(subject => report.Rows.Any(row => row.Subject == subject.Name)))
            text.AppendLine(CultureInfo.InvariantCulture, $"| {subject.Title} | {subject.Guarantee} |");

        text.AppendLine();
        if (report.Rows.Any(row => row.Kind is not (WorkloadKind.Latency or WorkloadKind.Idle)))
            text.AppendLine("![Messages per second of each subject, by workload](report.svg)").AppendLine();
    }

    private static string TitleOf(ReportRow row)
    {
        var isMainPlace = (row.Store, row.Transport) == (StoreKind.PostgreSql, TransportKind.RabbitMq);
        var place = isMainPlace ? "" : $", {row.Store} and {row.Transport}";

        return row.Kind switch
        {
            WorkloadKind.Publish when row.Workload.Contains("-lanes-", StringComparison.Ordinal) => $"Publish, 32 writers, {row.Workload.Split('-')[^1]} lane(s){place}",
            WorkloadKind.Publish when row.Workload.EndsWith("-1", StringComparison.Ordinal) => $"Publish, 1 writer{place}",
            WorkloadKind.Publish when row.Workload.EndsWith("-parked", StringComparison.Ordinal) => $"Publish, 32 writers, beside a million parked records{place}",
            WorkloadKind.Publish when row.Workload.EndsWith("-dead", StringComparison.Ordinal) => $"Publish, 32 writers, beside a million dead records{place}",
            WorkloadKind.Publish => $"Publish, {row.Workload.Split('-')[^1]} writers{place}",
            WorkloadKind.Latency => $"Latency, 20 messages a second{place}",
            WorkloadKind.Consume => $"Consume, one message a transaction{place}",
            WorkloadKind.BatchConsume => $"Consume in batches, up to 200 messages a transaction{place}",
            WorkloadKind.Drain => string.Create(CultureInfo.InvariantCulture, $"Drain a backlog of {row.Messages:N0}{place}"),
            _ => "Idle",
        };
    }

    private static IReadOnlyList<Column> ColumnsOf(WorkloadKind workload, Report report)
    {
        Column ofLimit = new("of limit", row => Ratio(report, row, SubjectInfo.Limit)),
            ofWolverine = new("of Wolverine", row => Ratio(report, row, SubjectInfo.Wolverine)),
            peak = Of("peak MiB", run => run.PeakMemory);

        return workload switch
        {
            WorkloadKind.Latency =>
            [
                Of("save and send p50 ms", run => run.WholeP50, "N2"), Of("p95 ms", run => run.WholeP95, "N2"), ofLimit, ofWolverine,
                Of("commit to queue p50 ms", run => run.LatencyP50, "N2"), Of("p95 ms", run => run.LatencyP95, "N2"),
                Of("p99 ms", run => run.LatencyP99, "N2"), Of("application µs", run => run.ApplicationCpu),
            ],
            WorkloadKind.Idle =>
            [
                Of("statements a second", run => run.StatementsPerSecond, "N2"),
                Of("processor time, µs a second", run => run.ApplicationCpu), peak,
            ],
            _ =>
            [
                new("msg/s", RateOf), ofLimit, ofWolverine, Of("application µs", run => run.ApplicationCpu),
                Of("PostgreSQL µs", run => run.PostgreSqlCpu), Of("RabbitMQ µs", run => run.RabbitMqCpu),
                Of("KiB allocated", run => run.Allocated, "N1"), peak,
                new("duplicates", row => Number(row.Counted().Sum(run => run.Duplicates))),
            ],
        };
    }

    private static void Table(StringBuilder text, IReadOnlyList<Column> columns, List<ReportRow> rows)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"| subject | {string.Join(" | ", columns.Select(column => column.Title))} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(columns.Select(_ => "---|"))}");

        foreach (var row in rows)
        {
            var values = columns.Select(column => column.Value(row));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Title} | {string.Join(" | ", values)} |");
        }
    }

    private static void Failures(StringBuilder text, List<ReportRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.NotRun is { } reason)
                text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{row.Title} was not run. {FirstLine(reason)}");

            foreach (var failure in row.Runs.Select(run => run.Failure).OfType<string>())
                text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"A run of {row.Title} does not count: {FirstLine(failure)}");
        }
    }

    private static Column Of(string title, Func<RunResult, double?> figure, string format = "N0") =>
        new(title, row => Number(row.Median(figure), format));

    private static string RateOf(ReportRow row)
    {
        var rates = row.Values(run => run.MessagesPerSecond);
        return Number(row.Main()) + (rates.Count > 1 ? $" ({Number(rates[0])} to {Number(rates[^1])})" : "");
    }

    private static string Ratio(Report report, ReportRow row, SubjectInfo to) => Ratio(report.Find(row, to.Name) is { } other ? row.RatiosTo(other) : []);

    /// <summary>The median, and where there are enough of them the lower and the upper quarter.</summary>
    public static string Ratio(IReadOnlyList<double> ascending) => ascending.Count switch
    {
        0 => Number(null),
        < 4 => Number(ascending[ascending.Count / 2], "F2"),
        _ => Quarters.Of(ascending).Text("F2"),
    };

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();

    private sealed record Column(string Title, Func<ReportRow, string> Value);
}
