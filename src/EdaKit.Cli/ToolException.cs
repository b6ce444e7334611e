namespace EdaKit.Cli;

/// <summary>Something that the person at the terminal can put right. The message says what is wrong and what to do, and is all that is shown.</summary>
internal sealed class ToolException(ExitCode exitCode, string message, Exception? inner = null) : InvalidOperationException(message, inner)
{
    public ExitCode ExitCode => exitCode;

    public static ToolException Usage(string message, Exception? inner = null) => new(ExitCode.Usage, message, inner);
}
