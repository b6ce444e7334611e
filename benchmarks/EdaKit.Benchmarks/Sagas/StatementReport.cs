using EdaKit.Benchmarks.Places;
using Spectre.Console;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>What a message of a saga asks of PostgreSQL: by the saga's own context, and in all, with the relay's share.</summary>
internal sealed class StatementReport(BenchmarkServers servers, bool explains)
{
    private static readonly string[] Transactions = ["BEGIN", "COMMIT", "ROLLBACK"];
    private static readonly TimeSpan RelaySettles = TimeSpan.FromSeconds(1);

    public async Task WriteAsync(IReadOnlyList<TripTurns> subjects, int trips)
    {
        var table = new Table().Title("What a message of the saga asks of PostgreSQL").AddColumns("saga", "commands of EF Core", "transactions", "statements, with the relay's", "commits");

        foreach (var turns in subjects)
        {
            await servers.ForgetStatementsAsync();
            var turn = await turns.MakeTripsAsync(trips);
            await Task.Delay(RelaySettles);

            double events = trips * Trips.EventsOfTrip;
            var statements = servers.CountsStatements ? await servers.ReadStatementsAsync(turns.Place!.Database) : [];
            var asked = statements.Where(statement => !Transactions.Any(word => statement.Sql.StartsWith(word, StringComparison.OrdinalIgnoreCase))).ToList();

            table.AddRow(turns.Subject.Name, $"{turn.Commands / Trips.EventsOfTrip:F2}", $"{turn.Transactions / Trips.EventsOfTrip:F2}",
                $"{asked.Sum(statement => statement.Calls) / events:F2}",
                $"{statements.Where(statement => statement.Sql.StartsWith("COMMIT", StringComparison.OrdinalIgnoreCase)).Sum(statement => statement.Calls) / events:F2}");

            if (explains)
                Explain(turns.Subject, statements, events);
        }

        AnsiConsole.Write(table);
    }

    private static void Explain(TripSubject subject, IReadOnlyList<(string Sql, long Calls)> statements, double events)
    {
        Console.WriteLine($"{subject.Name}:");

        foreach (var (sql, calls) in statements.Where(statement => statement.Calls / events >= 0.01))
            Console.WriteLine($"{calls / events,8:F2}  {string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
    }
}
