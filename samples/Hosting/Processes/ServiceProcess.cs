using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace Samples.Hosting.Processes;

/// <summary>A sample's program once more, as a service in a process of its own.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly string _name;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private ServiceProcess(string name, Process process, Uri address) => (_name, _process, Address) = (name, process, address);

    public Uri Address { get; }

    /// <summary>Starts the process and returns when it is healthy: tables made, bus connected.</summary>
    /// <exception cref="OperatorException">It does not become healthy; the message has what it wrote.</exception>
    public static async Task<ServiceProcess> Start(
        Assembly program, string services, string postgres, Uri rabbit, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var address = new Uri(ListenAddress.FreePort());
        var start = new ProcessStartInfo("dotnet",
            [program.Location, "--services", services, "--urls", address.ToString(), .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                [ServerSettings.PostgresVariable] = postgres,
                [ServerSettings.RabbitMqVariable] = rabbit.ToString(),
            },
        };
        var process = new ServiceProcess(
            services, Process.Start(start) ?? throw new OperatorException($"'{services}' cannot be started: 'dotnet' does not run."), address);
        process.Listen();
        try
        {
            await process.UntilHealthy(cancellationToken);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many lines of its log contain a text.</summary>
    public int Count(string text) => _output.Count(line => line.Contains(text, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Listen()
    {
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            _output.Enqueue(line.Data);
    }

    private async Task UntilHealthy(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        using var timer = new PeriodicTimer(Poll);
        var started = Stopwatch.GetTimestamp();

        while (await AilmentOf(http, cancellationToken) is { } ailment)
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > StartPatience)
                throw new OperatorException($"'{_name}' does not start ({ailment}). It says:\n{string.Join('\n', _output)}");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Why it is not healthy; null where it is.</summary>
    private static async Task<string?> AilmentOf(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync("/health", cancellationToken);
            return response.IsSuccessStatusCode ? null : $"/health answers {await response.Content.ReadAsStringAsync(cancellationToken)}";
        }
        catch (HttpRequestException fault)
        {
            return fault.Message;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "it listens, and does not answer in time";
        }
    }
}
