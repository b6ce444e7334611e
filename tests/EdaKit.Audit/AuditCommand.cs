using System.CommandLine;
using EdaKit.Audit.Reports;
using EdaKit.Audit.Workers;

namespace EdaKit.Audit;

/// <summary>The command line of the audit.</summary>
internal static class AuditCommand
{
    /// <summary>The first argument that makes this program the auditor.</summary>
    public const string Mode = "audit";

    private static readonly Option<bool> IsQuick = new("--quick") { Description = "Every kind of fault once, within 3 minutes, without fsync." };
    private static readonly Option<int?> Seed = new("--seed") { Description = "The seed of the plan of faults. Default 4." };
    private static readonly Option<double?> Minutes = new("--minutes") { Description = "How long faults happen at most, 1 to 55. Default 50." };
    private static readonly Option<int?> Messages = new("--messages") { Description = "How many messages are enough. Default 1,000,000." };
    private static readonly Option<int?> WorkerCount = new("--workers") { Description = "How many processes. Default 3." };
    private static readonly Option<string?> Report = new("--report") { Description = "Writes the report, Markdown, to this file." };
    private static readonly Option<string?> Wrong = new("--sabotage")
    {
        Description = "Lets the workers do wrong on purpose, to see that the audit finds it; one or more, with commas: "
            + string.Join(", ", Enum.GetNames<Sabotage>().Skip(1)),
    };

    /// <returns>0: nothing is wrong and every kind of fault happened. 1: else.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        var command = new RootCommand("Kills, stops, cuts and pauses a system built on EdaKit, and proves that nothing is lost, doubled or out of order.")
        {
            IsQuick, Seed, Minutes, Messages, WorkerCount, Report, Wrong,
        };
        command.SetAction(async (parsed, cancellationToken) => await AuditAsync(OptionsOf(parsed), cancellationToken));
        return command.Parse(args).InvokeAsync();
    }

    private static AuditOptions OptionsOf(ParseResult parsed)
    {
        var options = parsed.GetValue(IsQuick) ? AuditOptions.Quick : new();
        return options with
        {
            Seed = parsed.GetValue(Seed) ?? options.Seed,
            Duration = parsed.GetValue(Minutes) is { } minutes ? TimeSpan.FromMinutes(Math.Clamp(minutes, 0.5, 55)) : options.Duration,
            Messages = parsed.GetValue(Messages) ?? options.Messages,
            Workers = Math.Clamp(parsed.GetValue(WorkerCount) ?? options.Workers, 1, 20),
            Sabotage = parsed.GetValue(Wrong) is { } wrong ? Enum.Parse<Sabotage>(wrong, ignoreCase: true) : Sabotage.None,
            Report = parsed.GetValue(Report),
        };
    }

    private static async Task<int> AuditAsync(AuditOptions options, CancellationToken cancellationToken)
    {
        var result = await new AuditRun(options, Console.WriteLine).RunAsync(cancellationToken);
        var report = TextReport.Of(result);
        Console.WriteLine();
        Console.WriteLine(report);

        if (options.Report is not null)
            await File.WriteAllTextAsync(options.Report, report, cancellationToken);

        return result.IsGood ? 0 : 1;
    }
}
