using System.CommandLine;
using EdaKit.Benchmarks.Journal;
using EdaKit.Benchmarks.Micro;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Reports;
using EdaKit.Benchmarks.Sagas;
using EdaKit.Benchmarks.Subjects;
using EdaKit.Benchmarks.Versions;
using EdaKit.Benchmarks.Workloads;
using Spectre.Console;

namespace EdaKit.Benchmarks;

/// <summary>The command line of the load benchmark.</summary>
internal sealed class LoadCommand
{
    private static readonly string[] SubjectNames = [.. SubjectInfo.All.Select(subject => subject.Name)];
    private static readonly string[] WorkloadNames = [.. Scenario.All(quick: false).Select(scenario => scenario.Name).Distinct()];

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "Small numbers, one run of each on PostgreSQL and RabbitMQ, at most 2 minutes. The figures mean little.",
    };

    private readonly Option<string[]> _subjects = new("--subject")
    {
        Description = $"Only this subject; may be repeated: {string.Join(", ", SubjectNames)}.",
    };

    private readonly Option<string[]> _workloads = new("--workload")
    {
        Description = $"Only this workload; may be repeated: {string.Join(", ", WorkloadNames)}; publish for all of that name.",
    };

    private readonly Option<int?> _runs = new("--runs")
    {
        Description = "How many interleaved runs, 1 to 20. Default 5; an idle process is watched once.",
    };

    private readonly Option<int?> _messages = new("--messages")
    {
        Description = "How many messages a run, 10 to 1,000,000, in place of each workload's own number.",
    };

    private readonly Option<bool> _mainPlace = new("--main-place")
    {
        Description = "Only PostgreSQL and RabbitMQ, not SQLite and not in memory.",
    };

    private readonly Option<bool> _compare = new("--compare")
    {
        Description = "Prints the results beside those of benchmarks/report/results.json and leaves that as it is.",
    };

    private readonly Option<bool> _explain = new("--explain")
    {
        Description = "Prints every statement that PostgreSQL ran, for each message. Counting slows PostgreSQL: do not compare the rates.",
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Goes on where a run with the same options was ended: the workloads in benchmarks/report/part that are complete are not run again.",
    };

    public RootCommand Build()
    {
        _runs.Validators.Add(result => Check(result.GetValueOrDefault<int?>(), 1, 20, result.AddError));
        _messages.Validators.Add(result => Check(result.GetValueOrDefault<int?>(), 10, 1_000_000, result.AddError));
        _subjects.AcceptOnlyFromAmong(SubjectNames);
        _workloads.AcceptOnlyFromAmong([.. WorkloadNames, "publish"]);

        var root = new RootCommand("""
            How fast EdaKit is beside what its guarantees cost at the least, plain MassTransit, a textbook outbox and Wolverine with
            Marten. Everything takes more than an hour on two cores and replaces benchmarks/report; a part of it goes to
            benchmarks/report/part, which git ignores. Nothing else should run on the machine meanwhile.
            """) { _quick, _subjects, _workloads, _runs, _messages, _mainPlace, _compare, _explain, _resume, MicroCommand.Build(), VersionsCommand.Build(), SagasCommand.Build(), JournalCommand.Build() };

        root.SetAction((parsed, _) => RunAsync(parsed));
        return root;
    }

    private static void Check(int? value, int least, int most, Action<string> report)
    {
        if (value is { } number && (number < least || number > most))
            report($"'{number}' is not between {least} and {most}.");
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var quick = parsed.GetValue(_quick);
        var options = new SessionOptions
        {
            Quick = quick,
            Subjects = parsed.GetValue(_subjects) ?? [],
            Workloads = parsed.GetValue(_workloads) ?? [],
            Runs = parsed.GetValue(_runs) ?? (quick ? 1 : 5),
            Messages = parsed.GetValue(_messages),
            MainPlaceOnly = quick || parsed.GetValue(_mainPlace),
            Explain = parsed.GetValue(_explain),
        };

        var folder = Path.Combine(ThisProgram.BenchmarksFolder, "report");
        var part = Path.Combine(folder, "part");
        var report = await MeasureAsync(options, parsed.GetValue(_resume) ? Report.Load(part) : null, part);

        if (options.Explain)
            Explanation.Write(Console.Out, report);
        else
            Console.WriteLine(MarkdownReport.Write(report));

        if (parsed.GetValue(_compare))
        {
            if (Report.Load(folder) is { } before)
                Comparison.Print(ConsoleOn(Console.Out), before, report);
            else
                Console.Error.WriteLine($"There is no results.json in '{folder}' to compare with.");
        }

        // A comparison must not replace what it compares with.
        report.Save(options.IsWhole && !parsed.GetValue(_compare) ? folder : part);
        return report.Rows.Any(row => row.Runs.Any(run => run.Failure is not null)) ? 1 : 0;
    }

    /// <param name="options">What to measure.</param>
    /// <param name="earlier">What an earlier run measured before it was ended; null for nothing.</param>
    /// <param name="part">The folder that gets what is complete after each workload.</param>
    private static async Task<Report> MeasureAsync(SessionOptions options, Report? earlier, string part)
    {
        var progress = ConsoleOn(Console.Error);
        var started = TimeProvider.System.GetUtcNow();
        await using var servers = await BenchmarkServers.StartAsync();
        var machine = Machine.Of(servers.PostgreSqlVersion, await BrokerVersionAsync(servers));

        var rows = await new Session(servers, options, progress).RunAsync(earlier?.Rows ?? [], rows => ReportOf(rows, isWhole: false).Save(part));
        return ReportOf(rows, options.IsWhole);

        Report ReportOf(IReadOnlyList<ReportRow> rows, bool isWhole) => new(
            earlier?.Started ?? started, (earlier?.Took ?? default) + (TimeProvider.System.GetUtcNow() - started), machine, options.Runs, isWhole, rows);
    }

    /// <summary>A console that breaks no line: in a file or a log there is no edge to break at.</summary>
    private static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 1000;
        return console;
    }

    private static async Task<string> BrokerVersionAsync(BenchmarkServers servers)
    {
        await using var farEnd = await FarEnd.OpenAsync(await servers.CreateVirtualHostAsync(), WorkloadKind.Publish);
        return farEnd.BrokerVersion;
    }
}
