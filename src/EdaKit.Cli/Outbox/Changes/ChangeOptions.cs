using System.CommandLine;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Outbox.Changes;

/// <summary>The options of every command that changes records.</summary>
internal sealed class ChangeOptions(bool isLoss)
{
    private readonly Option<string> _by = new("--by")
    {
        HelpName = "NAME",
        Description = "Who asks for it. Default: the user of the operating system.",
    };

    private readonly Option<string> _reason = new("--reason")
    {
        HelpName = "TEXT",
        Description = isLoss ? "Why. It has to be given." : "Why.",
    };

    private readonly Option<string> _log = new("--log")
    {
        HelpName = "FILE",
        Description = $"Append what is done to this file, a line of JSON for each record. Default: the environment variable {LogFile.Variable}; else no file.",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Say what would be done, and change nothing.",
    };

    private readonly Option<bool> _yes = new("--yes")
    {
        Description = "Do not ask. Without it the command asks, and changes nothing where nobody is at a terminal.",
    };

    public void AddTo(Command command)
    {
        command.Add(_by);
        command.Add(_reason);
        command.Add(_log);
        command.Add(_dryRun);

        if (isLoss)
            command.Add(_yes);
    }

    /// <exception cref="ToolException">Something is not said that must be.</exception>
    public ChangeOrder Read(ParseResult parsed)
    {
        var isDryRun = parsed.GetValue(_dryRun);
        var by = parsed.GetValue(_by) ?? Environment.UserName;
        var reason = parsed.GetValue(_reason);

        if (string.IsNullOrWhiteSpace(by))
            throw ToolException.Usage("Who asks for it? Give --by NAME.");

        if (isLoss && !isDryRun && string.IsNullOrWhiteSpace(reason))
            throw ToolException.Usage("Why? Give --reason TEXT: it is written down.");

        var log = parsed.GetValue(_log) ?? Environment.GetEnvironmentVariable(LogFile.Variable);

        return new(by, string.IsNullOrWhiteSpace(reason) ? null : reason, isDryRun || string.IsNullOrWhiteSpace(log) ? null : log, isDryRun, NeedsConfirmation: isLoss && !isDryRun && !parsed.GetValue(_yes));
    }
}

/// <summary>How a change was asked for.</summary>
/// <param name="By">Who asks for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Log">The file in which what is done is kept; null: none.</param>
/// <param name="IsDryRun">Whether only to say what would be done.</param>
/// <param name="NeedsConfirmation">Whether to ask before it is done.</param>
internal sealed record ChangeOrder(string By, string? Reason, string? Log, bool IsDryRun, bool NeedsConfirmation);
