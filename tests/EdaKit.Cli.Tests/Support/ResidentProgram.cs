using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace EdaKit.Cli.Tests.Support;

/// <summary>
/// A process of the program that calls its Main once for each order, one order at a time, with the streams, the environment and the
/// working folder of a process. The start of a process is nearly all that a command costs. It ends with the tests' process.
/// </summary>
internal sealed class ResidentProgram
{
    private static readonly ConcurrentBag<ResidentProgram> Idle = [];

    private readonly Process _process;

    private ResidentProgram(Process process) => _process = process;

    /// <summary>Runs it in a process that is idle, or in a new one.</summary>
    public static async Task<Answer> RunAsync(string[] arguments, string? connection, string folder, TimeSpan bound)
    {
        var resident = Idle.TryTake(out var idle) ? idle : Start();
        using var timeout = new CancellationTokenSource(bound);

        try
        {
            var answer = await resident.RunAsync(new(arguments, connection, folder, $"{Guid.NewGuid():N}"), timeout.Token);
            Idle.Add(resident);
            return answer;
        }
        catch
        {
            // It is in a state that nobody knows.
            resident._process.Kill(entireProcessTree: true);
            resident._process.Dispose();
            throw;
        }
    }

    private static ResidentProgram Start()
    {
        var start = Edakit.Prepare("dotnet", [Edakit.Program]);
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        return new(Process.Start(start)!);
    }

    private async Task<Answer> RunAsync(ProgramOrder order, CancellationToken cancellationToken)
    {
        var output = ReadAsync(_process.StandardOutput, order.End, cancellationToken);
        var errors = ReadAsync(_process.StandardError, order.End, cancellationToken);
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order).AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);

        var (written, exitCode) = await output;
        return new(int.Parse(exitCode, System.Globalization.CultureInfo.InvariantCulture), written, (await errors).Written);
    }

    private static async Task<(string Written, string Behind)> ReadAsync(StreamReader stream, string end, CancellationToken cancellationToken)
    {
        var read = new StringBuilder();
        var buffer = new char[4096];

        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            read.Append(buffer, 0, count);

            if (buffer[count - 1] == '\n' && read.ToString() is var all && all.LastIndexOf(end, StringComparison.Ordinal) is >= 0 and var at)
                return (all[..at], all[(at + end.Length)..].Trim());
        }

        throw new InvalidOperationException($"The program ended by itself: {read}");
    }
}
