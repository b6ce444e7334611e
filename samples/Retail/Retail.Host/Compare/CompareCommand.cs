using System.CommandLine;
using Samples.Hosting;
using Spectre.Console;

namespace Retail.Host.Compare;

/// <summary>Compares the shop as it was, a chain of calls, with the shop as it is.</summary>
internal static class CompareCommand
{
    private static readonly Option<bool> Quick = new("--quick")
    {
        Description = "A short run of a few seconds, to see that it works. Its times mean little.",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        HelpName = "N",
        Description = "The seed of the availability trials: the same one gives the same result. Default: 1.",
        DefaultValueFactory = _ => 1,
    };

    public static Command Create()
    {
        var command = new Command("compare", "Measure this shop against the one before it, an order API that calls five services one "
            + "after the other: response time, availability, and what becomes of orders while billing is down. Takes less than two "
            + "minutes. The exit code is 1 if this shop loses an order, or the trials disagree with the theory.");
        command.Add(Quick);
        command.Add(Seed);
        command.SetAction((parsed, cancellationToken) =>
            Run(parsed.GetValue(Quick) ? CompareScale.Quick : CompareScale.Full, parsed.GetValue(Seed), cancellationToken));
        return command;
    }

    private static async Task<int> Run(CompareScale scale, int seed, CancellationToken cancellationToken)
    {
        using var interrupted = Interruption.Of(cancellationToken);
        var console = Consoles.Open();
        console.WriteLine("Before: an order API that calls five services one after the other. After: this shop. Both run in this process, "
            + "on SQLite files.");
        var comparison = await CompareProgress.Show(console, progress => CompareRun.Run(scale, seed, progress, interrupted.Token));

        CompareReport.Print(comparison, console);
        return comparison.HoldsGood ? 0 : 1;
    }
}
