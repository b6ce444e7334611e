using System.CommandLine;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Protocol;
using Spectre.Console;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>The command line for what a saga costs: declared as steps beside a state machine by hand, with the same repository.</summary>
internal static class SagasCommand
{
    private const int TripsInMemory = 3_000, TripsStored = 300;
    private const int WarmUpRounds = 3;

    public static Command Build()
    {
        var rounds = new Option<int>("--runs") { Description = "How many interleaved runs, 1 to 50.", DefaultValueFactory = _ => 9 };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 50)
                result.AddError($"'{result.GetValueOrDefault<int>()}' is not between 1 and 50.");
        });
        var memory = new Option<bool>("--memory") { Description = "Only in memory." };
        var explain = new Option<bool>("--explain") { Description = "Prints every statement that PostgreSQL ran, for each message of the saga." };

        var command = new Command("sagas", "What a saga of four steps costs beside a state machine by hand: in memory, and on PostgreSQL and RabbitMQ. About 6 minutes.")
        {
            rounds, memory, explain,
        };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(rounds), parsed.GetValue(memory), parsed.GetValue(explain)));
        return command;
    }

    private static async Task<int> RunAsync(int rounds, bool memoryOnly, bool explains)
    {
        AnsiConsole.Profile.Width = 200;
        await MeasureInMemoryAsync(rounds);

        if (memoryOnly)
            return 0;

        await using var servers = await BenchmarkServers.StartAsync();
        await MeasureStoredAsync(servers, rounds, explains);
        return 0;
    }

    private static async Task MeasureInMemoryAsync(int rounds)
    {
        var subjects = new List<TripTurns>();
        foreach (var subject in TripSubject.InMemory)
            subjects.Add(new(await TripApplication.StartInMemoryAsync(subject)));

        await TakeTurnsAsync(subjects, TripsInMemory, rounds, () => Task.CompletedTask);
        Write("In memory, MassTransit's own repository", subjects);
        await DisposeAsync(subjects);
    }

    private static async Task MeasureStoredAsync(BenchmarkServers servers, int rounds, bool explains)
    {
        var subjects = new List<TripTurns>();
        foreach (var subject in TripSubject.Stored)
            subjects.Add(new(await TripApplication.StartAsync(subject, await RunPlace.CreateAsync(servers, StoreKind.PostgreSql, TransportKind.RabbitMq))));

        await TakeTurnsAsync(subjects, TripsStored, rounds, servers.SettleAsync);
        Write("PostgreSQL and RabbitMQ, with outbox and inbox", subjects);

        // Counting slows PostgreSQL, so it has a round of its own.
        await servers.TrackStatementsAsync(true);
        await new StatementReport(servers, explains).WriteAsync(subjects, TripsStored);
        await DisposeAsync(subjects);
    }

    /// <summary>Round by round each has its turn, so that whatever else the machine does is shared by all.</summary>
    private static async Task TakeTurnsAsync(List<TripTurns> subjects, int trips, int rounds, Func<Task> settle)
    {
        for (var round = -WarmUpRounds; round < rounds; round++)
        {
            // Who comes first changes, for the first one finds the machine in another state than the others.
            for (var turn = 0; turn < subjects.Count; turn++)
            {
                var subject = subjects[(turn + round + WarmUpRounds) % subjects.Count];
                await settle();

                if (round < 0)
                    await subject.Application.RunAsync(trips);
                else
                    await subject.RunAsync(trips);
            }
        }
    }

    private static void Write(string title, List<TripTurns> subjects)
    {
        var table = new Table().Title(title).AddColumns("saga", "sagas/s", "of by hand, median (least to most)", "of no timeline", "process µs a saga", "KiB a saga");

        foreach (var turns in subjects)
        {
            var subject = turns.Application.Subject;
            table.AddRow(subject.Name, $"{turns.TripsPerSecond:N0}",
                subject.IsSteps ? RatioTo(turns, other => !other.IsSteps && other.KeepsTimeline == subject.KeepsTimeline) : "",
                subject.KeepsTimeline ? RatioTo(turns, other => !other.KeepsTimeline && other.IsSteps == subject.IsSteps) : "",
                $"{turns.Microseconds:N0}", $"{turns.KiB:N0}");
        }

        AnsiConsole.Write(table);

        string RatioTo(TripTurns turns, Func<TripSubject, bool> isOther)
        {
            var (least, median, most) = turns.RatioTo(subjects.Find(other => isOther(other.Application.Subject))!);
            return $"{median:F2} ({least:F2} to {most:F2})";
        }
    }

    private static async Task DisposeAsync(List<TripTurns> subjects)
    {
        foreach (var subject in subjects)
            await subject.Application.DisposeAsync();
    }
}
