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

    /// <param name="earlier">Rows of a run that was ended. Scenarios that are complete there are not run again.</param>
    /// <param name="soFar">Is told of all rows after each scenario.</param>
    public async Task<IReadOnlyList<ReportRow>> RunAsync(IReadOnlyList<ReportRow> earlier, Action<IReadOnlyList<ReportRow>> soFar)
    {
        await FindProgramsAsync();
        List<ReportRow> rows = [];

        foreach (var scenario in options.ChooseScenarios())
        {
            var known = earlier.Where(row => row.IsOf(scenario) && (row.NotRun is not null || row.Runs.Count == options.RunsOf(scenario))).ToList();

            rows.AddRange(known.Select(row => row.Subject).SequenceEqual(options.ChooseSubjects(scenario).Select(subject => subject.Name))
                ? known
                : await RunAsync(scenario));
            soFar(rows);
        }

        return rows;
    }

    private async Task<IReadOnlyList<ReportRow>> RunAsync(Scenario scenario)
    {
        var subjects = options.ChooseSubjects(scenario).ToList();
        var turns = subjects.Where(subject => _programs[subject.Name] is not null)
            .Select(subject => new Turns(servers, subject, _programs[subject.Name]!, scenario, options.Explain))
            .ToList();

        try
        {
            // 1. All get warm first, unless each run wants a new process.
            if (!scenario.WantsNewProcess)
            {
                foreach (var one in turns)
                    await one.GetReadyAsync();
            }

            // 2. A B C, A B C.
            for (var run = 1; run <= options.RunsOf(scenario); run++)
            {
                foreach (var one in turns)
                {
                    var result = await one.RunAsync();
                    progress.WriteLine($"{Now()} {scenario.Name} ({scenario.PlaceName}) {one.Subject.Title}, run {run}: {Line(result)}");
                }
            }

            // 3. Nothing may come after the end.
            foreach (var one in turns)
                await one.EndAsync();
        }
        finally
        {
            foreach (var one in turns)
                await one.DisposeAsync();
        }

        return
        [
            .. subjects.Select(subject => ReportRow.Of(scenario, subject, turns.Find(one => one.Subject == subject)?.Results ?? [], _missing.GetValueOrDefault(subject.Name))),
        ];
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
