using System.CommandLine;
using EdaKit.Benchmarks.Insurance.Filling;
using EdaKit.Benchmarks.Insurance.Offices;
using Marten;
using Marten.Events.Daemon.Coordination;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using DaemonMode = JasperFx.Events.Daemon.DaemonMode;

namespace EdaKit.Benchmarks.Insurance.Bi;

/// <summary>The command line for questions of business: analytics beside a relational schema with the same data, in the database that takes the writes.</summary>
internal static class BiCommand
{
    private const int Events = 1_000_000;
    private const int FewEvents = 50_000;

    public static Command Build()
    {
        var events = Premises.EventsOption(Events);
        var quick = new Option<bool>("--quick") { Description = $"{FewEvents:N0} events, and few and short turns. The figures mean little." };

        var command = new Command("bi", "Questions of business to DuckDB and to a normalized relational schema, made of the same events of mixed versions, and commands meanwhile. About 6 minutes.")
        {
            events, quick,
        };
        command.SetAction((parsed, cancellationToken) => Premises.WorkAsync(
            (database, file) => RunAsync(database, file, parsed.GetValue(quick), parsed.GetValue(events), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task RunAsync(string database, string file, bool quick, int events, CancellationToken cancellationToken)
    {
        await using var office = await Office.BuildAsync(database, marten => marten.AddAsyncDaemon(DaemonMode.Solo), cancellationToken);
        using var sides = new BiSides(office, file);
        var run = new BiRun(office, sides, cancellationToken);

        // 1. A store of three years, and both sides of it.
        var last = await PastStore.FillAsync(office, quick ? FewEvents : events, cancellationToken);
        var checksum = await PastStore.ChecksumAsync(office, last, cancellationToken);
        await run.MakeAsync();
        await run.CheckAsync("as filled");

        // 2. Questions, one at a time.
        await run.AskAsync(turns: quick ? 5 : 9);

        // 3. Questions and commands at the same time. Marten's daemon has no projection here, and only says up to where events are complete.
        await office.StartAsync(cancellationToken);
        await office.Services.GetRequiredService<IProjectionCoordinator>().DaemonForMainDatabase().RestartHighWaterAgentAsync(cancellationToken);
        await run.WriteAsync(turns: quick ? 2 : 5, TimeSpan.FromSeconds(quick ? 3 : 8));
        await run.CheckAsync("with what was written meanwhile");

        // 4. Nothing of the years before was rewritten.
        if (await PastStore.ChecksumAsync(office, last, cancellationToken) != checksum)
            throw new BenchmarkFailedException("Stored events have changed.");
        AnsiConsole.MarkupLineInterpolated($"Of the {last:N0} events none was rewritten.");
    }
}
