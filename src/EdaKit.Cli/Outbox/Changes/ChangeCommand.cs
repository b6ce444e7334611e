using System.CommandLine;
using EdaKit.Cli.Databases;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Outbox.Changes;

/// <summary>A command that changes records. A base class, so that all of them ask, report and end in the same way.</summary>
internal abstract class ChangeCommand : Command
{
    private readonly DatabaseOptions _database;
    private readonly OutputOptions _output;
    private readonly ChangeOptions _options;

    /// <param name="name">The command's name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="isLoss">Whether messages are lost by it: then it wants a reason and a confirmation.</param>
    /// <param name="database">Which database.</param>
    /// <param name="output">How to answer.</param>
    protected ChangeCommand(string name, string description, bool isLoss, DatabaseOptions database, OutputOptions output)
        : base(name, description)
    {
        (_database, _output, _options) = (database, output, new(isLoss));
        _options.AddTo(this);
        SetAction(RunAsync);
    }

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="ToolException">It asks for nothing, or for two things at once.</exception>
    protected abstract RecordChange Read(ParseResult parsed, ChangeOrder order);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var order = _options.Read(parsed);
        var change = Read(parsed, order);
        var database = _database.Read(parsed);
        IChangeReport report = _output.IsJson(parsed) ? new JsonReport(change, order) : new TextReport(change, order);

        if (order.Log is { } log)
        {
            var file = new LogFile(log);
            file.Check();
            report = new ChangeFile(file, database.Name, change, order, report);
        }

        return (int)await new ChangeRun(database, change, order, report).RunAsync(cancellationToken);
    }
}
