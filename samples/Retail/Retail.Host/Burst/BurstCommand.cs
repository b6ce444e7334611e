using System.CommandLine;
using Samples.Hosting;
using Samples.Hosting.Processes;
using Spectre.Console;

namespace Retail.Host.Burst;

/// <summary>
/// Shows what a broker is for: a burst of ten times the normal rate, which billing cannot keep up with, on real servers; then the same
/// with two processes of billing.
/// </summary>
internal static class BurstCommand
{
    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "A small burst, to see that it works; too short for figures." };
        var plot = new Option<string>("--plot") { HelpName = "FILE", Description = "Draw response times and backlog into this SVG file." };

        var command = new Command("burst", "Send ten times the normal rate for a while, and watch the backlog rise and drain. Services run in "
            + $"processes of their own, on the servers of {ServerSettings.PostgresVariable} and {ServerSettings.RabbitMqVariable}, or on private "
            + "ones from the programs on this machine. Takes about three minutes.") { quick, plot };
        command.SetAction((parsed, cancellationToken) =>
            Run(parsed.GetValue(quick) ? BurstProfile.Quick : BurstProfile.Full, parsed.GetValue(plot), cancellationToken));
        return command;
    }

    private static async Task<int> Run(BurstProfile profile, string? plot, CancellationToken cancellationToken)
    {
        using var interrupted = Interruption.Of(cancellationToken);
        var console = Consoles.Open();
        console.WriteLine($"{profile.NormalRate:0} orders a second, then {profile.BurstRate:0} for {profile.Burst.TotalSeconds:0} s, then "
            + $"{profile.NormalRate:0} again. A billing process takes {profile.BillingWork.TotalMilliseconds:0} ms over an invoice, one after "
            + $"the other: {1 / profile.BillingWork.TotalSeconds:0} a second at the most.");

        await using var servers = await RealServers.Start(interrupted.Token);
        var results = new List<BurstResult>();
        foreach (var billings in (int[])[1, 2])
            results.Add(await RunOne(profile, billings, servers, console, interrupted.Token));

        BurstReport.Print(results, console);
        if (plot is not null)
        {
            await File.WriteAllTextAsync(plot, BurstPlot.Draw(results), interrupted.Token);
            console.WriteLine($"Drawn into {Path.GetFullPath(plot)}");
        }

        var right = results.All(result => result.IsRight);
        console.WriteLine(
            right ? "Every order has its invoice." : "NOT EVERY ORDER HAS ITS INVOICE, or a process had no work.", right ? Color.Green : Color.Red);
        return right ? 0 : 1;
    }

    private static async Task<BurstResult> RunOne(
        BurstProfile profile, int billings, RealServers servers, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var (postgres, rabbit) = await servers.Fresh("burst", cancellationToken);
        var title = billings == 1 ? "One billing process" : $"{billings} billing processes";
        return await console.Status().StartAsync(title, status => new BurstRun(profile, billings, postgres, rabbit).Run(
            sample => Show(status, sample), cancellationToken));

        // A file has no line that changes: there the report at the end must do.
        void Show(StatusContext status, DepthSample sample)
        {
            if (console.Profile.Out.IsTerminal)
                status.Status($"{title}: {sample.At.TotalSeconds:0} s, {sample.Depth:N0} orders wait for their invoices");
        }
    }
}
