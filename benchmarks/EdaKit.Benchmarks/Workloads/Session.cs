using System.Globalization;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Reports;
using EdaKit.Benchmarks.Subjects;
using EdaKit.Benchmarks.Subjects.Wolverine;
using Spectre.Console;
using static System.FormattableString;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>All runs that were asked for, one after the other.</summary>
internal sealed class Session(BenchmarkServers servers, SessionOptions options, IAnsiConsole progress)
{
    private readonly Dictionary<string, string?> _programs = [];
    private readonly Dictionary<string, string> _missing = [];

    public async Task<IReadOnlyList<ReportRow>> RunAsync()
    {
        await FindProgramsAsync();
        List<ReportRow> rows = [];

        foreach (var scenario in options.ChooseScenarios())
            rows.AddRange(await RunAsync(scenario));

        return rows;
    }

    private async Task<IReadOnlyList<ReportRow>> RunAsync(Scenario scenario)
    {
        var subjects = options.ChooseSubjects(scenario).ToList();
        var results = subjects.ToDictionary(subject => subject.Name, _ => new List<RunResult>());

        // A B C, A B C: a machine that slows down slows all alike.
        for (var run = 1; run <= options.Runs; run++)
        {
            foreach (var subject in subjects)
            {
                if (_programs[subject.Name] is not { } program)
                    continue;

                // A backlog takes minutes to store, and its figure is steady.
                if (scenario.Workload == Protocol.WorkloadKind.Drain && run > 1 && options.Runs <= 3)
                    continue;

                var result = await RunAsync(subject, program, scenario);
                results[subject.Name].Add(result);
                progress.WriteLine($"{Now()} {scenario.Name} ({scenario.PlaceName}) {subject.Title}, run {run}: {Line(result)}");
            }
        }

        return
        [
            .. subjects.Select(subject => ReportRow.Of(scenario, subject, results[subject.Name], _missing.GetValueOrDefault(subject.Name))),
        ];
    }

    private async Task<RunResult> RunAsync(SubjectInfo subject, string program, Scenario scenario)
    {
        try
        {
            return await new LoadRun(servers, subject, program, scenario, options.Explain).RunAsync();
        }
        catch (Exception error)
        {
            // Whatever goes wrong with one subject, the others are measured.
            return new() { Failure = $"{error.GetType().Name}: {error.Message}" };
        }
    }

    private async Task FindProgramsAsync()
    {
        foreach (var subject in options.ChooseScenarios().SelectMany(options.ChooseSubjects).Distinct())
        {
            if (!subject.IsPeer)
                _programs[subject.Name] = ThisProgram.Path;
            else
            {
                var (program, reason) = await WolverinePeer.BuildAsync();
                _programs[subject.Name] = program;

                if (reason is not null)
                {
                    _missing[subject.Name] = reason;
                    progress.MarkupLineInterpolated($"[yellow]{subject.Title} is not run[/]: {reason}");
                }
            }
        }
    }

    private static string Now() => TimeProvider.System.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Line(RunResult result)
    {
        if (result.Failure is { } failure)
            return $"does not count. {failure}";
        if (result.StatementsPerSecond is { } statements)
            return Invariant($"{statements:N2} statements/s");
        if (result.LatencyP50 is { } p50)
            return Invariant($"save and send p50 {result.WholeP50:N2} ms, p95 {result.WholeP95:N2} ms; commit to queue p50 {p50:N2} ms");

        return Invariant($"{result.MessagesPerSecond:N0}/s; a message takes application {result.ApplicationCpu:N0} µs, ")
            + Invariant($"PostgreSQL {result.PostgreSqlCpu:N0}, RabbitMQ {result.RabbitMqCpu:N0}");
    }
}
