using Spectre.Console;

namespace EdaKit.Cli.Terminal;

/// <summary>Asks the person at the terminal. On standard error, so that what the command answers with can go elsewhere.</summary>
internal static class Confirmation
{
    /// <summary>Whether there is somebody to ask.</summary>
    public static bool IsPossible => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    public static Task<bool> AskAsync(string question, CancellationToken cancellationToken)
    {
        var terminal = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error), Interactive = InteractionSupport.Yes });

        return new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false }.ShowAsync(terminal, cancellationToken);
    }
}
