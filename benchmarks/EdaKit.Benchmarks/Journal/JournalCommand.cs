using System.CommandLine;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Protocol;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace EdaKit.Benchmarks.Journal;

/// <summary>The command line for a big journal: how long it takes to say why, and how old entries go.</summary>
internal static class JournalCommand
{
    private static readonly TimeSpan Age = TimeSpan.FromHours(2);

    public static Command Build()
    {
        var entries = new Option<int>("--entries") { Description = "How many entries the journal has, 1,000 to 10,000,000. Half of them are old.", DefaultValueFactory = _ => 1_000_000 };
        entries.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1000 or > 10_000_000)
                result.AddError($"'{result.GetValueOrDefault<int>()}' is not between 1,000 and 10,000,000.");
        });

        var command = new Command("journal", "A journal of a million entries on PostgreSQL: how long it takes to say why, and how old entries are removed while others are written. About 2 minutes.") { entries };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(entries), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int entries, CancellationToken cancellationToken)
    {
        AnsiConsole.Profile.Width = 160;
        await using var servers = await BenchmarkServers.StartAsync();
        await using var place = await RunPlace.CreateAsync(servers, StoreKind.PostgreSql, TransportKind.InMemory);

        await using (var db = new JournalDb(new DbContextOptionsBuilder<JournalDb>().UseNpgsql(place.Database).Options))
            await db.Database.EnsureCreatedAsync(cancellationToken);

        var fill = new JournalFill(place, entries, Age);
        await fill.RunAsync(cancellationToken);
        await servers.SettleAsync();

        AnsiConsole.MarkupLine($"{entries:N0} entries.");
        await new WhyRun(place.Database, fill.Orders).RunAsync(cancellationToken);
        await new CleaningRun(place.Database, Age / 2).RunAsync(cancellationToken);
        return 0;
    }
}
