using System.Diagnostics;
using System.Text;

namespace EdaKit.House.Tests.Support;

/// <summary>Runs a program to its end, with a bound.</summary>
internal static class Command
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(10);

    /// <summary>What the program wrote to its standard output.</summary>
    /// <exception cref="InvalidOperationException">The program failed or took too long.</exception>
    public static Task<string> RunAsync(string folder, IReadOnlyDictionary<string, string>? environment, string program, params string[] arguments) =>
        RunToEndAsync(0, folder, environment, program, arguments);

    /// <summary>What a program wrote to its standard output that is to end with an exit code.</summary>
    /// <exception cref="InvalidOperationException">The program ended with another one or took too long.</exception>
    public static async Task<string> RunToEndAsync(int exitCode, string folder, IReadOnlyDictionary<string, string>? environment, string program, params string[] arguments)
    {
        using var process = Start(folder, environment, program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();

        using var bound = new CancellationTokenSource(Bound);
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' took longer than '{Bound}'.");
        }

        return process.ExitCode == exitCode
            ? await output
            : throw new InvalidOperationException(
                $"'{program} {string.Join(' ', arguments)}' in '{folder}' ended with '{process.ExitCode}' and not with '{exitCode}':\n{await output}\n{await errors}");
    }

    /// <summary>Runs a program that goes on for ever, until it has written a line; then ends it.</summary>
    /// <returns>Whether the line came, and everything that was written.</returns>
    public static async Task<(bool Found, string Output)> RunUntilAsync(string line, TimeSpan bound, string folder,
        IReadOnlyDictionary<string, string>? environment, string program, params string[] arguments)
    {
        using var process = Start(folder, environment, program, arguments);
        using var timeout = new CancellationTokenSource(bound);
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        var output = new StringBuilder();
        var found = false;

        try
        {
            while (!found && await process.StandardOutput.ReadLineAsync(timeout.Token) is { } written)
            {
                output.AppendLine(written);
                found = written.Contains(line, StringComparison.Ordinal);
            }

            if (!found)
                output.AppendLine(await errors);
        }
        catch (OperationCanceledException)
        {
            output.AppendLine($"({bound} were over)");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return (found, output.ToString());
    }

    private static Process Start(string folder, IReadOnlyDictionary<string, string>? environment, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        process.StandardInput.Close();
        return process;
    }
}
