using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Outbox.Records;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Outbox;

/// <summary>Shows one record with all that it carries.</summary>
internal sealed class ShowCommand : Command
{
    private readonly DatabaseOptions _database;
    private readonly OutputOptions _output;
    private readonly Argument<Guid> _id = RecordIds.Argument();

    private readonly Option<bool> _body = new("--body")
    {
        Description = "Write the body as it is stored, byte for byte, and nothing else.",
    };

    public ShowCommand(DatabaseOptions database, OutputOptions output)
        : base("show", "Show one record with headers and body.")
    {
        (_database, _output) = (database, output);
        Add(_id);
        Add(_body);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (id, isBody, isJson) = (parsed.GetValue(_id), parsed.GetValue(_body), _output.IsJson(parsed));

        if (isBody && isJson)
            throw ToolException.Usage("--body writes the body as it is, and --output json one document about the record. Use one of the two.");

        // Nobody knows what the bytes would do to a terminal.
        if (isBody && !Console.IsOutputRedirected)
            throw ToolException.Usage("--body writes bytes as they are stored, which a terminal may take for commands. Redirect them: --body > FILE. Without --body they are shown safely.");

        var record = await OutboxSession.RunAsync(_database.Read(parsed), operations => operations.FindAsync(id, cancellationToken))
            ?? throw new ToolException(ExitCode.NotAll, $"There is no record '{id}'. It was sent or discarded, or never was there. 'edakit outbox list' shows those that are parked, "
                + "with --waiting the others.");

        if (isBody)
            await WriteBodyAsync(record.Body, cancellationToken);
        else if (isJson)
            await JsonOutput.WriteAsync(new RecordDetailsJson(record), cancellationToken);
        else
            RecordSheet.Write(record, TimeProvider.System.GetUtcNow());

        return (int)ExitCode.Done;
    }

    private static async Task WriteBodyAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(body, cancellationToken);
    }
}
