using System.Diagnostics;
using Samples.Hosting.Transport;

namespace Retail.Tests.Replay;

/// <summary>The host as a person at a console runs it.</summary>
internal static class RetailHostProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Runs to the end.</summary>
    /// <returns>The exit code, and all that was written.</returns>
    public static Task<(int ExitCode, string Output)> Run(IEnumerable<string> args, CancellationToken cancellationToken) =>
        Run(args, [], cancellationToken);

    /// <summary>Runs to the end, with environment variables of its own.</summary>
    /// <returns>The exit code, and all that was written.</returns>
    public static async Task<(int ExitCode, string Output)> Run(
        IEnumerable<string> args, IEnumerable<(string Name, string Value)> environment, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);

        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Retail.Host.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A machine that has servers set up must not change what these tests see.
            Environment = { ["EDAKIT_POSTGRES"] = "", ["EDAKIT_RABBITMQ"] = "" },
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
