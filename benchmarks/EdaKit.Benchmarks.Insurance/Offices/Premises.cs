using System.CommandLine;
using Spectre.Console;

namespace EdaKit.Benchmarks.Insurance.Offices;

/// <summary>What a run stands on: a server, and a folder for DuckDB's file, which both end with it.</summary>
internal static class Premises
{
    /// <summary>The option that says how big the store is.</summary>
    public static Option<int> EventsOption(int byDefault)
    {
        var events = new Option<int>("--events") { Description = "How many events are stored at the least, 10,000 to 5,000,000.", DefaultValueFactory = _ => byDefault };
        events.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 10_000 or > 5_000_000)
                result.AddError($"'{result.GetValueOrDefault<int>()}' is not between 10,000 and 5,000,000.");
        });
        return events;
    }

    /// <summary>Does the work, and says why where no figure counts.</summary>
    /// <param name="workAsync">The work, with the connection string of an empty database and DuckDB's file, which is to be made.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> WorkAsync(Func<string, string, Task> workAsync, CancellationToken cancellationToken)
    {
        AnsiConsole.Profile.Width = 160;
        var folder = Directory.CreateTempSubdirectory("edakit-benchmark-");
        await using var server = await TunedPostgreSql.StartAsync(cancellationToken);
        try
        {
            await workAsync(await server.CreateDatabaseAsync(cancellationToken), Path.Combine(folder.FullName, "analytics.duckdb"));
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
}
