using System.CommandLine;
using Samples.Hosting.Processes;
using Samples.Hosting.Storage;
using Spectre.Console;

namespace Samples.Hosting.Kills;

/// <summary>
/// Asks for much work on real servers while every process is killed again and again, and counts what became of it: for whoever does not believe that
/// each piece ends.
/// </summary>
internal static class KillsCommand
{
    /// <param name="pieces">What a piece of work is called, such as <c>trips</c>.</param>
    /// <param name="make">Makes the work, of how many pieces of each kind and a seed.</param>
    public static Command Create(string pieces, Func<int, int, IServiceStorage, IKilledWork> make)
    {
        var many = new Option<int>($"--{pieces}") { HelpName = "N", Description = $"So many {pieces} of each kind.", DefaultValueFactory = _ => 1_000 };
        var seed = new Option<int>("--seed") { HelpName = "N", Description = "What goes wrong, and when, follows from it.", DefaultValueFactory = _ => 1 };

        var command = new Command("kills", $"Ask for {pieces} while every process is killed with SIGKILL at random moments, and compare the books of all "
            + "services. Two processes take the work; one of them is killed for good. Services run on the servers of "
            + $"{ServerSettings.PostgresVariable} and {ServerSettings.RabbitMqVariable}, or on private ones from the programs on this machine. Exit code 0: "
            + "all of it has ended, and the books balance.") { many, seed };
        command.SetAction((parsed, cancellationToken) => Run(pieces, parsed.GetValue(many), parsed.GetValue(seed), make, cancellationToken));
        return command;
    }

    private static async Task<int> Run(
        string pieces, int many, int seed, Func<int, int, IServiceStorage, IKilledWork> make, CancellationToken cancellationToken)
    {
        if (many < 1)
            throw new OperatorException($"--{pieces} {many} asks for nothing. Name a number above 0.");

        using var interrupted = Interruption.Of(cancellationToken);
        var console = Consoles.Open();
        await using var servers = await RealServers.Start(interrupted.Token);
        var (postgres, rabbit) = await servers.Fresh("kills", interrupted.Token);
        var work = make(many, seed, new PostgreSqlStorage(postgres));

        console.WriteLine($"{work.Size:N0} {pieces}, seed {seed}.");
        var report = await new KillsRun(work, seed, postgres, rabbit, text => console.WriteLine(text)).Run(interrupted.Token);
        report.Print(console);
        return report.IsRight ? 0 : 1;
    }
}
