using Spectre.Console;

namespace Samples.Hosting;

/// <summary>The console of this program.</summary>
internal static class Consoles
{
    /// <summary>Where the output goes to a file or a pipe, nothing needs to wrap.</summary>
    private const int WidthOfAFile = 160;

    public static IAnsiConsole Open()
    {
        var console = AnsiConsole.Console;
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = WidthOfAFile;
        return console;
    }
}
