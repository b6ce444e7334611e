using System.Globalization;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Reports;
using EdaKit.Benchmarks.Subjects;
using EdaKit.Benchmarks.Subjects.Wolverine;
using Spectre.Console;

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
                progress.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                    $"[grey]{TimeProvider.System.GetLocalNow():HH:mm:ss}[/] {scenario.Name} ({scenario.PlaceName}) {subject.Title}, run {run}: {Line(result)}");
            }
        }

        return [.. subjects.Select(subject => ReportRow.Of(scenario, subject, results[subject.Name], _missing.GetValueOrDefault(subject.Name)))];
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
        foreach (var subject in SubjectInfo.All.Where(subject => options.ChooseScenarios().Any(scenario => options.ChooseSubjects(scenario).Contains(subject))))
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

    private static string Line(RunResult result)
    {
        if (result.Failure is { } failure)
            return string.Create(CultureInfo.InvariantCulture, $"does not count. {failure}");
        if (result.StatementsPerSecond is { } statements)
            return string.Create(CultureInfo.InvariantCulture, $"{statements:N2} statements/s");
        if (result.LatencyP50 is { } p50)
            return string.Create(CultureInfo.InvariantCulture, $"commit to queue p50 {p50:N2} ms, p95 {result.LatencyP95:N2} ms, p99 {result.LatencyP99:N2} ms; with the save, p50 {result.WholeP50:N2} ms");

        return string.Create(CultureInfo.InvariantCulture, $"{result.MessagesPerSecond:N0}/s, CPU a message: application {result.ApplicationCpu:N0} µs, PostgreSQL {result.PostgreSqlCpu:N0}, RabbitMQ {result.RabbitMqCpu:N0}");
    }
}
