using EdaKit.Benchmarks.Insurance.Figures;
using EdaKit.Benchmarks.Insurance.Offices;
using EdaKit.Benchmarks.Insurance.Relational;
using EdaKit.Benchmarks.Insurance.Writing;
using Spectre.Console;

namespace EdaKit.Benchmarks.Insurance.Bi;

/// <summary>What is measured once the store is filled.</summary>
internal sealed class BiRun(Office office, BiSides sides, CancellationToken cancellationToken)
{
    private const int MonthsOfYear = 12;

    /// <summary>Makes both sides out of the events.</summary>
    public async Task MakeAsync()
    {
        var rows = await Steps.TakeAsync("Tables are filled", () => sides.Tables.FillAsync(cancellationToken));
        await Steps.TakeAsync("Analytics are made", () => sides.Analytics.RebuildAsync(cancellationToken));
        if (sides.Analytics.Parked() is [var parked, ..])
            throw new BenchmarkFailedException($"Policy '{parked.Id}' is parked: {parked.Reason}");

        AnsiConsole.MarkupLine($"The relational schema: {RelationalTables.All.Count} tables, {rows:N0} rows.");
    }

    /// <summary>Asks both sides every question, of all months and of the last year: the answers must be the same.</summary>
    public async Task CheckAsync(string when)
    {
        foreach (var question in BiQuestion.All)
        {
            foreach (var months in (int?[])[null, MonthsOfYear])
                await question.CheckAsync(sides.Reader, office.Database, BiQuestion.Of(months), cancellationToken);
        }

        AnsiConsole.MarkupLineInterpolated($"Both sides give the same answers to {BiQuestion.All.Count} questions, row by row, {when}.");
    }

    /// <summary>Measures who answers how quickly, in turns.</summary>
    public async Task AskAsync(int turns)
    {
        var questions = BiQuestion.All.SelectMany(question => new BiTurns[] { new(question, null), new(question, MonthsOfYear) }).ToList();
        for (var turn = 0; turn < turns; turn++)
        {
            foreach (var question in questions)
                await question.RunAsync(sides.Reader, office.Database, cancellationToken);
        }

        var table = new Table().AddColumns("question", "months", "rows", "relational, ms", "DuckDB, ms", "times as quick");
        foreach (var question in questions)
            table.AddRow(question.Name, question.Months, $"{question.Rows:N0}", question.TablesMilliseconds.Text("N1"), question.AnalyticsMilliseconds.Text("N1"), question.Ratio.Text("N1"));
        Steps.Show($"Questions of business, {turns} turns of each: median and quarters", table);
    }

    /// <summary>
    /// Measures how many commands are done while nobody asks, somebody asks the tables without a pause, and analytics: as many questions as the tables have
    /// answered, and without a pause. Only what is asked is kept up to date.
    /// </summary>
    public async Task WriteAsync(int turns, TimeSpan length)
    {
        var next = 0;
        var nobody = new WriteTurns("nobody", office, null, null);
        var before = new WriteTurns("before: the tables, without a pause", office, sides.Tables.GoOnAsync, token => Next().AskTablesAsync(office.Database, BiQuestion.Of(null), token));
        var asMuch = new WriteTurns("after: DuckDB, as many questions", office, sides.Analytics.GoOnAsync, AskAnalyticsAsync, before);
        var more = new WriteTurns("after: DuckDB, without a pause", office, sides.Analytics.GoOnAsync, AskAnalyticsAsync);
        WriteTurns[] ways = [nobody, before, asMuch, more];

        // The first turns are for the runtime, which makes fast what it sees often.
        foreach (var way in ways)
            await way.WarmUpAsync(length / 2, cancellationToken);
        for (var turn = 0; turn < turns; turn++)
        {
            // Who comes first changes: the store grows with each turn.
            for (var i = 0; i < ways.Length; i++)
                await ways[(turn + i) % ways.Length].RunAsync(length, cancellationToken);
        }

        var table = new Table().AddColumns("who is asked", "commands/s", "of nobody", "of before", "questions/s");
        foreach (var way in ways)
            table.AddRow(way.Name, way.CommandsPerSecond.Text("N0"), way.RatioTo(nobody).Text("N2"), way.RatioTo(before).Text("N2"), way == nobody ? "" : way.QuestionsPerSecond.Text("N1"));
        Steps.Show($"Commands, while somebody asks, {turns} turns of {length.TotalSeconds:N0} s: median and quarters", table);

        foreach (var way in ways)
            await way.CatchUpAsync(cancellationToken);

        BiQuestion Next() => BiQuestion.All[next++ % BiQuestion.All.Count];

        Task AskAnalyticsAsync(CancellationToken token) => Task.FromResult(Next().AskAnalytics(sides.Reader, BiQuestion.Of(null)));
    }
}
