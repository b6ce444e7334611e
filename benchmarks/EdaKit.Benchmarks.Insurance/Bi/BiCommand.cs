using System.CommandLine;
using System.Diagnostics;
using EdaKit.Benchmarks.Insurance.Filling;
using EdaKit.Benchmarks.Insurance.Offices;
using Insurance.Analytics.Keeping;
using Marten;
using Spectre.Console;

namespace EdaKit.Benchmarks.Insurance.Bi;

/// <summary>The command line for questions of business: analytics beside a relational schema with the same data, in the database that takes the writes.</summary>
internal static class BiCommand
{
    private const int FewEvents = 50_000;
    private const int Turns = 9;
    private const int MonthsOfYear = 12;

    public static Command Build()
    {
        var events = new Option<int>("--events") { Description = "How many events are stored at the least, 10,000 to 5,000,000.", DefaultValueFactory = _ => 1_000_000 };
        events.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 10_000 or > 5_000_000)
                result.AddError($"'{result.GetValueOrDefault<int>()}' is not between 10,000 and 5,000,000.");
        });
        var quick = new Option<bool>("--quick") { Description = $"{FewEvents:N0} events and short turns. The figures mean little." };

        var command = new Command("bi", "Questions of business to DuckDB and to a normalized relational schema, which both have the same events of mixed versions. About 6 minutes.") { events, quick };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(quick), parsed.GetValue(events), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool quick, int events, CancellationToken cancellationToken)
    {
        AnsiConsole.Profile.Width = 160;
        var folder = Directory.CreateTempSubdirectory("edakit-benchmark-");
        await using var server = await TunedPostgreSql.StartAsync(cancellationToken);
        try
        {
            await using var office = await Office.BuildAsync(await server.CreateDatabaseAsync(cancellationToken), _ => { }, cancellationToken);
            using var sides = new BiSides(office, folder.FullName);

            await FillAsync(office, sides, quick ? FewEvents : events, cancellationToken);
            await AskAsync(office, sides, cancellationToken);
            return 0;
        }
        catch (BenchmarkFailedException failure)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{failure.Message}[/]");
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(Office office, BiSides sides, int events, CancellationToken cancellationToken)
    {
        // 1. The store.
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var past = await TakeAsync("Policies have lived", () => Task.Run(() => PastLives.Of(events, new(office.Contracts, office.Store.Options.Serializer(), today), today), cancellationToken));
        await TakeAsync("Events are stored", () => StoreFill.RunAsync(office, past, cancellationToken));
        AnsiConsole.MarkupLine($"{past.Count:N0} events of {past.Select(happened => happened.Policy).Distinct().Count():N0} policies, old versions among them:");
        foreach (var type in past.CountBy(happened => happened.Type).Where(type => type.Key.Contains("claim-opened") || type.Key.Contains("premium-paid")).OrderBy(type => type.Key, StringComparer.Ordinal))
            AnsiConsole.MarkupLine($"  {type.Value,9:N0} {type.Key}");

        // 2. Both sides, out of it.
        var rows = await TakeAsync("Tables are filled", () => sides.Tables.FillAsync(cancellationToken));
        await TakeAsync("Analytics are made", () => sides.Analytics.RebuildAsync(cancellationToken));
        if (sides.Analytics.Parked() is [var parked, ..])
            throw new BenchmarkFailedException($"Policy '{parked.Id}' is parked: {parked.Reason}");

        AnsiConsole.MarkupLine($"Relational: {Relational.RelationalTables.All.Count} tables, {rows:N0} rows. DuckDB: {new FileInfo(sides.File).Length / 1048576:N0} MiB.");
    }

    private static async Task AskAsync(Office office, BiSides sides, CancellationToken cancellationToken)
    {
        // 1. Both say the same, which also warms them up.
        var turns = BiQuestion.All.SelectMany(question => new BiTurns[] { new(question, null), new(question, MonthsOfYear) }).ToList();
        foreach (var question in turns)
            await question.CheckAsync(sides.Reader, office.Database, cancellationToken);
        AnsiConsole.MarkupLine("Both sides give the same answers, row by row.");

        // 2. Who is how quick.
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var question in turns)
                await question.RunAsync(sides.Reader, office.Database, cancellationToken);
        }

        var table = new Table().Title($"Questions of business, {Turns} turns of each: medians, and the quarters of the ratio").AddColumns("question", "months", "rows", "relational, ms", "DuckDB, ms", "ratio");
        foreach (var question in turns)
        {
            var (lower, median, upper) = question.Ratio;
            table.AddRow(question.Name, question.Months, $"{question.Rows:N0}", $"{question.TablesMilliseconds:N1}", $"{question.AnalyticsMilliseconds:N1}", $"{median:N1} ({lower:N1} to {upper:N1})");
        }

        AnsiConsole.Write(table);
    }

    private static async Task<T> TakeAsync<T>(string what, Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await work();
        AnsiConsole.MarkupLine($"{what} in {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s.");
        return result;
    }
}
