using System.Collections.Concurrent;
using System.Diagnostics;
using EdaKit.TestSupport;
using Insurance.Host;
using Insurance.Tests.Support;
using Samples.Hosting;

namespace Insurance.Tests.Kills;

/// <summary>The host as a process that can be killed and started again, always at the same address.</summary>
internal sealed class HostProcess(string connectionString) : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private readonly AnalyticsFolder _analytics = new();
    private Process? _process;

    /// <summary>How many policies it makes up where the store is empty.</summary>
    public int Policies { get; init; }

    public Uri Address { get; } = new(ListenAddress.FreePort());

    /// <summary>Starts it, and again where it dies since its database does not answer yet, until it serves.</summary>
    public async Task StartAsync()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        await Eventually.IsAsync(true, async () =>
        {
            if (_process is not { HasExited: false })
                Launch();
            return await IsHealthyAsync(http);
        }, TimeSpan.FromSeconds(60));
    }

    /// <summary>SIGKILL: it ends nothing in good order.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an orchestrator stops a service.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync(TimeSpan bound)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        using var patience = new CancellationTokenSource(bound);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public string Output => string.Join('\n', _output);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        _analytics.Dispose();
    }

    private void Launch()
    {
        _process?.Dispose();
        _process = Process.Start(new ProcessStartInfo("dotnet", [typeof(InsuranceHost).Assembly.Location, "--urls", Address.ToString(), "--policies", $"{Policies}", "--analytics", _analytics.File])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [ServerSettings.PostgresVariable] = connectionString },
        })!;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private static async Task<bool> IsHealthyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/policies?wait=0");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
