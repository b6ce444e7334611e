using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using EdaKit.Cli.Contracts;
using EdaKit.Cli.Flows;
using EdaKit.Cli.Outbox;
using EdaKit.Cli.Sagas;
using EdaKit.Cli.Terminal;
using EdaKit.ContractGate;

namespace EdaKit.Cli;

/// <summary>All commands, and what becomes of their errors.</summary>
internal static class CommandLine
{
    private const string Name = "edakit";

    /// <summary>The root. Not a <see cref="RootCommand"/>, which would be called after the program's file in every help text.</summary>
    public static Command Create()
    {
        var output = new OutputOptions();
        var root = new Command(Name, "The command line of EdaKit. It ends with 0 when all is done, 1 when something that was meant is not, 2 when usage or configuration "
            + "is wrong, 3 when the database cannot be reached, 4 when it failed otherwise.")
        {
            new HelpOption(),
            new VersionOption(),
            new OutboxCommand(output),
            new ContractsCommand(output),
            new SagaCommand(output),
            new FlowCommand(output),
            new WhyCommand(output),
            new WhyNotCommand(output),
        };
        output.AddTo(root);
        return root;
    }

    /// <summary>Runs what the arguments ask for, and says on standard error why where it cannot.</summary>
    public static async Task<ExitCode> RunAsync(string[] args)
    {
        // A reason may begin with '@', which would be taken for the name of a file with arguments.
        var parsed = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

        if (parsed.Errors.Count > 0)
            return await ShowUsageAsync(parsed, args);

        try
        {
            return (ExitCode)await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        }
        catch (Exception error)
        {
            return Show(error, OutputOptions.IsVerbose(parsed));
        }
    }

    private static async Task<ExitCode> ShowUsageAsync(ParseResult parsed, string[] args)
    {
        // Whoever names a group and no command of it wants to know what there is.
        if (parsed.CommandResult.Command.Action is null && parsed.UnmatchedTokens.Count == 0)
        {
            await Create().Parse([.. args, "--help"]).InvokeAsync(new() { Output = Console.Error });
            return ExitCode.Usage;
        }

        await Console.Error.WriteLineAsync($"{Corrections(parsed) ?? Unmatched(parsed) ?? string.Join('\n', parsed.Errors.Select(error => error.Message))}\n--help shows what there is.");
        return ExitCode.Usage;
    }

    /// <summary>What somebody who made a slip may have meant; null where nothing comes near.</summary>
    private static string? Corrections(ParseResult parsed)
    {
        using var corrections = new StringWriter();

        if (parsed.Action is ParseErrorAction action)
        {
            action.ShowHelp = false;
            parsed.Invoke(new() { Output = corrections, Error = TextWriter.Null });
        }

        return corrections.ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>What nobody knows; null where all is known. Of what stands behind an equals sign nothing: it may be the end of a connection string.</summary>
    private static string? Unmatched(ParseResult parsed) => parsed.UnmatchedTokens.Count == 0 ? null : string.Join('\n', parsed.UnmatchedTokens
        .Select(token => $"'{token.Split('=')[0]}' is no command, option or argument of '{parsed.CommandResult.Command.Name}'."));

    private static ExitCode Show(Exception error, bool isVerbose)
    {
        var (exitCode, message) = error switch
        {
            ToolException known => (known.ExitCode, known.Message),
            ContractGateException known => (ExitCode.Usage, known.Message),
            OperationCanceledException => (ExitCode.Stopped, "Stopped before the end."),
            _ => (ExitCode.Failed, $"It failed for a reason that edakit does not know: {error.GetType().Name}: {error.Message}"),
        };

        foreach (var line in Printable.Lines(message))
            Console.Error.WriteLine(line);

        if (isVerbose)
            Console.Error.WriteLine(string.Join('\n', Printable.Lines($"{error}")));
        else if (exitCode == ExitCode.Failed)
            Console.Error.WriteLine("--verbose shows where.");

        return exitCode;
    }
}
