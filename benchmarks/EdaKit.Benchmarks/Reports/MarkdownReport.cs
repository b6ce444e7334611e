using System.Globalization;
using System.Text;
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

            if (rows[0].Kind == WorkloadKind.Latency)
                Latency(text, report, rows);
            else if (rows[0].Kind == WorkloadKind.Idle)
                Idle(text, rows);
            else
                Throughput(text, report, rows);

            Failures(text, rows);
            text.AppendLine();
        }

        return text.ToString().TrimEnd() + "\n";
    }

    public static string Number(double? value, string format = "N0") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static void Head(StringBuilder text, Report report)
    {
        var machine = report.Machine;
        text.AppendLine("# How fast it is");
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            Made by `dotnet run -c Release --project benchmarks/EdaKit.Benchmarks` on {report.Started:yyyy-MM-dd}, in {report.Took.TotalMinutes:N0} minutes{(report.IsWhole ? "" : "; a part, or with small numbers")}.
            Machine: {machine.Processor}, {machine.Cores} cores, {machine.MemoryGiB} GiB; {machine.System}; {machine.Runtime}. PostgreSQL {machine.PostgreSql} with fsync and RabbitMQ {machine.RabbitMq},
            both on the same machine as the application. SQLite in WAL mode with `synchronous=NORMAL`. Compare ratios, not rates.

            Messages hold about 300 bytes of content. {report.Runs} interleaved runs, each in a new process, database and virtual host; medians (lowest to highest). A run counts only
            if every message is at the far end and every row is stored once. Processor time is that of the application's process, of PostgreSQL and of RabbitMQ, a message;
            peak memory is the process's. `of limit` and `of Wolverine`: this subject's rate divided by theirs.

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
        var place = (row.Store, row.Transport) == (StoreKind.PostgreSql, TransportKind.RabbitMq) ? "" : $", {row.Store} and {row.Transport}";

        return row.Kind switch
        {
            WorkloadKind.Publish => $"Publish, {row.Workload.Split('-')[^1]} writers{place}",
            WorkloadKind.Latency => $"From commit to queue, 20 messages a second{place}",
            WorkloadKind.Consume => $"Consume, one message a transaction{place}",
            WorkloadKind.BatchConsume => $"Consume in batches, up to 200 messages a transaction{place}",
            WorkloadKind.Drain => string.Create(CultureInfo.InvariantCulture, $"Drain a backlog of {row.Messages:N0}{place}"),
            _ => "Idle",
        };
    }

    private static void Throughput(StringBuilder text, Report report, List<ReportRow> rows)
    {
        text.AppendLine("| subject | msg/s | of limit | of Wolverine | application µs | PostgreSQL µs | RabbitMQ µs | KiB allocated | peak MiB | duplicates |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|");

        foreach (var row in rows)
        {
            var rates = row.Values(run => run.MessagesPerSecond);
            var spread = rates.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({rates[0]:N0} to {rates[^1]:N0})") : "";

            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Title} | {Number(row.Main())}{spread} | {Ratio(report, row, SubjectInfo.Limit)} "
                + $"| {Ratio(report, row, SubjectInfo.Wolverine)} | {Number(row.Median(run => run.ApplicationCpu))} | {Number(row.Median(run => run.PostgreSqlCpu))} "
                + $"| {Number(row.Median(run => run.RabbitMqCpu))} | {Number(row.Median(run => run.Allocated), "N1")} | {Number(row.Median(run => run.PeakMemory))} "
                + $"| {row.Counted().Sum(run => run.Duplicates)} |");
        }
    }

    private static void Latency(StringBuilder text, Report report, List<ReportRow> rows)
    {
        text.AppendLine("| subject | save and send p50 ms | p95 ms | of limit | of Wolverine | commit to queue p50 ms | p95 ms | p99 ms | application µs |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|");

        foreach (var row in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Title} | {Number(row.Main(), "N2")} | {Number(row.Median(run => run.WholeP95), "N2")} "
                + $"| {Ratio(report, row, SubjectInfo.Limit)} | {Ratio(report, row, SubjectInfo.Wolverine)} | {Number(row.Median(run => run.LatencyP50), "N2")} "
                + $"| {Number(row.Median(run => run.LatencyP95), "N2")} | {Number(row.Median(run => run.LatencyP99), "N2")} "
                + $"| {Number(row.Median(run => run.ApplicationCpu))} |");
        }

        text.AppendLine().AppendLine("Save and send: from the call that begins the unit of work until the message is in the queue. Commit to queue: from when "
            + "that call returns; 0 where the message is there by then, since a subject that sends before it returns makes its caller wait instead.");
    }

    private static void Idle(StringBuilder text, List<ReportRow> rows)
    {
        text.AppendLine("| subject | statements a second | processor time, µs a second | peak MiB |");
        text.AppendLine("|---|---|---|---|");

        foreach (var row in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Title} | {Number(row.Main(), "N2")} | {Number(row.Median(run => run.ApplicationCpu))} "
                + $"| {Number(row.Median(run => run.PeakMemory))} |");
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

    private static string Ratio(Report report, ReportRow row, SubjectInfo to) => Number(row.Main() / report.Find(row, to.Name)?.Main(), "F2");

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();
}
