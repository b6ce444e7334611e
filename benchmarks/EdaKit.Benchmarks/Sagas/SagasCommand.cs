using System.CommandLine;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Protocol;
using Spectre.Console;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>The command line for what a saga costs: declared as steps beside a state machine by hand, with the same repository.</summary>
internal static class SagasCommand
{
    // Short turns, and many: what else the machine does then comes and goes between them, and not within.
    private const int TripsInMemory = 1000, TurnsInMemory = 4;
    private const int TripsStored = 100, TurnsStored = 3;
    private const int WarmUpRuns = 2;

    public static Command Build()
    {
        var runs = new Option<int>("--runs") { Description = "How many interleaved runs, 1 to 50; one is 4 turns of each in memory, in new processes, and 3 on servers.", DefaultValueFactory = _ => 9 };
        runs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 50)
                result.AddError($"'{result.GetValueOrDefault<int>()}' is not between 1 and 50.");
        });
        var memory = new Option<bool>("--memory") { Description = "Only in memory." };
        var explain = new Option<bool>("--explain") { Description = "Prints every statement that PostgreSQL ran, for each message of the saga." };

        var command = new Command("sagas", "What a saga of four steps costs beside a state machine by hand: in memory, and on PostgreSQL and RabbitMQ. About 5 minutes.")
        {
            runs, memory, explain,
        };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(runs), parsed.GetValue(memory), parsed.GetValue(explain)));
        return command;
    }

    private static async Task<int> RunAsync(int runs, bool memoryOnly, bool explains)
    {
        AnsiConsole.Profile.Width = 200;
        await MeasureInMemoryAsync(runs);

        if (memoryOnly)
            return 0;

        await using var servers = await BenchmarkServers.StartAsync();
        await MeasureStoredAsync(servers, runs, explains);
        return 0;
    }

    /// <summary>
    /// Each run has new processes. What the runtime makes of the same code differs from one to the next by more than what is compared here, and stays so until
    /// the process ends.
    /// </summary>
    private static Task MeasureInMemoryAsync(int runs) => WithAsync(TripSubject.InMemory, async subjects =>
    {
        for (var run = 0; run < runs; run++)
        {
            foreach (var subject in subjects)
                await subject.StartAsync(null);

            await WarmUpAsync(subjects, TripsInMemory, TurnsInMemory);
            await TakeTurnsAsync(subjects, TripsInMemory, TurnsInMemory, () => Task.CompletedTask);

            foreach (var subject in subjects)
                await subject.EndAsync();
        }

        Write("In memory, MassTransit's own repository", subjects);
    });

    private static Task MeasureStoredAsync(BenchmarkServers servers, int runs, bool explains) => WithAsync(TripSubject.Stored, async subjects =>
    {
        foreach (var subject in subjects)
            await subject.StartAsync(await RunPlace.CreateAsync(servers, StoreKind.PostgreSql, TransportKind.RabbitMq));

        await WarmUpAsync(subjects, TripsStored, TurnsStored);
        await TakeTurnsAsync(subjects, TripsStored, TurnsStored * runs, servers.SettleAsync);
        Write("PostgreSQL and RabbitMQ, with outbox and inbox", subjects);

        // Counting slows PostgreSQL, so it has a round of its own.
        await servers.TrackStatementsAsync(true);
        await new StatementReport(servers, explains).WriteAsync(subjects, TripsStored * TurnsStored);

        foreach (var subject in subjects)
            await subject.EndAsync();
    });

    /// <summary>Whatever happens, no process and no place stays behind.</summary>
    private static async Task WithAsync(IEnumerable<TripSubject> all, Func<List<TripTurns>, Task> work)
    {
        List<TripTurns> subjects = [.. all.Select(subject => new TripTurns(subject))];
        try
        {
            await work(subjects);
        }
        finally
        {
            foreach (var subject in subjects)
                await subject.DisposeAsync();
        }
    }

    private static async Task WarmUpAsync(List<TripTurns> subjects, int trips, int turns)
    {
        for (var turn = 0; turn < WarmUpRuns * turns; turn++)
        {
            foreach (var subject in subjects)
                await subject.MakeTripsAsync(trips);
        }
    }

    /// <summary>Round by round each has its turn, so that whatever else the machine does is shared by all.</summary>
    private static async Task TakeTurnsAsync(List<TripTurns> subjects, int trips, int rounds, Func<Task> settle)
    {
        for (var round = 0; round < rounds; round++)
        {
            // Who comes first changes, for the first one finds the machine in another state than the others.
            for (var place = 0; place < subjects.Count; place++)
            {
                await settle();
                await subjects[(place + round) % subjects.Count].RunAsync(trips);
            }
        }
    }

    private static void Write(string title, List<TripTurns> subjects)
    {
        var table = new Table().Title(title).AddColumns("saga", "sagas/s", "of by hand, median (quarter to quarter)", "of no timeline", "process µs a saga", "KiB a saga");

        foreach (var turns in subjects)
        {
            var subject = turns.Subject;
            table.AddRow(subject.Name, $"{turns.TripsPerSecond:N0}",
                subject.IsSteps ? RatioTo(turns, other => !other.IsSteps && other.KeepsTimeline == subject.KeepsTimeline) : "",
                subject.KeepsTimeline ? RatioTo(turns, other => !other.KeepsTimeline && other.IsSteps == subject.IsSteps) : "",
                $"{turns.Microseconds:N0}", $"{turns.KiB:N0}");
        }

        AnsiConsole.Write(table);

        string RatioTo(TripTurns turns, Func<TripSubject, bool> isOther) => turns.RatioTo(subjects.Find(other => isOther(other.Subject))!).Text("F2");
    }
}
