using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Terminal;
using EdaKit.Sagas.Definitions;

namespace EdaKit.Cli.Sagas;

/// <summary>Tells, before a deployment, whether stored instances are in states that the flows to be deployed do not know.</summary>
internal sealed class CheckCommand : Command
{
    private readonly DatabaseOptions _database;
    private readonly OutputOptions _output;

    private readonly Option<string> _definitions = new("--definitions", "-d")
    {
        HelpName = "FOLDER",
        Description = "The recorded flows of what is to be deployed: what SagaDefinitionCheck keeps.",
        Required = true,
    };

    public CheckCommand(DatabaseOptions database, OutputOptions output)
        : base("check", "Compare the stored instances with recorded flows, before these are deployed. It ends with 1 where one would not go on.")
    {
        (_database, _output) = (database, output);
        Add(_definitions);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var flows = Read(parsed.GetValue(_definitions)!);
        var (counts, kept) = await SagaSession.RunAsync(_database.Read(parsed), async reader =>
            (await reader.CountAsync(cancellationToken), await reader.CountEndedAsync(cancellationToken)));
        List<StateLine> judged = [.. counts.Select(count => count with { Problem = ProblemOf(count, flows) })];
        List<EndedLine> ended = [.. kept.Where(line => !flows.Exists(flow => flow.Name == line.Saga && flow.Version == line.Version))];
        var problems = judged.Count(line => line.Problem is not null);

        if (_output.IsJson(parsed))
            await JsonOutput.WriteAsync(new { states = judged, ended }, cancellationToken);
        else if (judged.Count > 0)
            new Listing<StateLine>(new("SAGA", line => $"{line.Saga} v{line.Version}"), new("STATE", line => line.State),
                new("INSTANCES", line => $"{line.Instances:N0}"), new("PROBLEM", line => line.Problem ?? "", Wraps: true, IsRare: true)).Write(judged);

        // No problem of the deployment: only what comes late for them fails.
        if (ended.Count > 0)
            await Console.Error.WriteLineAsync($"Ended on versions that are not recorded: {string.Join(", ", ended.Select(Text))}. While they are kept, a late answer for one "
                + "fails into the error queue. Keep the versions with EarlierFlow for as long.");

        if (problems > 0)
        {
            await Console.Error.WriteLineAsync($"{Count.Text(problems, "state")} would not go on. Keep the versions with EarlierFlow until their instances are removed.");
            return (int)ExitCode.NotAll;
        }

        await Console.Error.WriteLineAsync(judged.Count == 0 ? "No instance runs." : "Every instance that runs would go on.");
        return (int)ExitCode.Done;
    }

    private static string Text(EndedLine line) => $"{line.Instances:N0} of {Printable.Line(line.Saga)} v{line.Version}";

    private static List<RecordedFlow> Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw ToolException.Usage($"There is no folder '{folder}'. SagaDefinitionCheck.Of(saga, folder).Record() makes it.");

        try
        {
            return Directory.GetFiles(folder, "*.v*.txt") is { Length: > 0 } files
                ? [.. files.Select(RecordedFlow.Read)]
                : throw ToolException.Usage($"'{folder}' has no recorded flow. SagaDefinitionCheck.Of(saga, folder).Record() makes it.");
        }
        catch (SagaDefinitionException unreadable)
        {
            throw ToolException.Usage(unreadable.Message, unreadable);
        }
    }

    private static string? ProblemOf(StateLine count, List<RecordedFlow> flows)
    {
        var versions = flows.FindAll(flow => flow.Name == count.Saga);

        return versions.Count == 0 ? "no flow of this saga is recorded"
            : versions.Find(flow => flow.Version == count.Version) is not { } version ? $"version {count.Version} is not recorded"
            : !version.States.Contains(count.State) ? "the version does not know this state"
            : null;
    }
}
