using System.CommandLine;
using Samples.Hosting;
using Samples.Hosting.Processes;
using Spectre.Console;

namespace Travel.Host.Kills;

/// <summary>
/// Books many trips on real servers while every process is killed again and again, and counts what became of them: for whoever does not believe that
/// each trip ends.
/// </summary>
internal static class KillsCommand
{
    public static Command Create()
    {
        var trips = new Option<int>("--trips") { HelpName = "N", Description = "So many trips in each style.", DefaultValueFactory = _ => 1_000 };
        var seed = new Option<int>("--seed") { HelpName = "N", Description = "What goes wrong, and when, follows from it.", DefaultValueFactory = _ => 1 };

        var command = new Command("kills", "Book trips, orchestrated and choreographed, while every process is killed with SIGKILL at random moments, and "
            + "audit the books of all services. Two processes coordinate; one of them is killed for good. Services run on the servers of "
            + $"{ServerSettings.PostgresVariable} and {ServerSettings.RabbitMqVariable}, or on private ones from the programs on this machine. Exit code 0: "
            + "every trip has ended, and every book balances.") { trips, seed };
        command.SetAction((parsed, cancellationToken) => Run(parsed.GetValue(trips), parsed.GetValue(seed), cancellationToken));
        return command;
    }

    private static async Task<int> Run(int trips, int seed, CancellationToken cancellationToken)
    {
        if (trips < 1)
            throw new OperatorException($"--trips {trips} books nothing. Name a number above 0.");

        using var interrupted = Interruption.Of(cancellationToken);
        var console = Consoles.Open();
        await using var servers = await RealServers.Start(interrupted.Token);
        var (postgres, rabbit) = await servers.Fresh("travel", interrupted.Token);

        console.WriteLine($"{trips:N0} trips in each style, seed {seed}.");
        var report = await new KillsRun(trips, seed, postgres, rabbit, console.WriteLine).Run(interrupted.Token);
        report.Print(console);
        return report.IsRight ? 0 : 1;
    }
}
