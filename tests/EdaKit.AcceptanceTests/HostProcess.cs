using System.Collections.Concurrent;
using System.Diagnostics;

namespace EdaKit.AcceptanceTests;

/// <summary>One run of a sample's program as a process of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private HostProcess(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    /// <summary>All that the process has written so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts the retail sample.</summary>
    public static HostProcess Start(string postgres, Uri? rabbit, params string[] args) => StartProgram("Retail.Host.dll", postgres, rabbit, args);

    /// <summary>Starts a sample's program, which stands beside the tests.</summary>
    public static HostProcess StartProgram(string program, string postgres, Uri? rabbit, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["EDAKIT_POSTGRES"] = postgres, ["EDAKIT_RABBITMQ"] = rabbit?.ToString() },
        };
        var host = new HostProcess(Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start."));
        host._process.OutputDataReceived += host.Keep;
        host._process.ErrorDataReceived += host.Keep;
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed, no connection is closed politely.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM, as an orchestrator stops a service.</summary>
    public async Task<int> Terminate(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return await WaitForExit(cancellationToken);
    }

    public async Task<int> WaitForExit(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            _output.Enqueue(line.Data);
    }
}
