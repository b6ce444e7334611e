using Samples.Hosting;

namespace EdaKit.AcceptanceTests.Shop;

/// <summary>One service of the shop, which can be killed and started again under the same address.</summary>
internal sealed class ShopService(string name, string postgres, Uri rabbit) : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private HostProcess? _process;

    public Uri Address { get; } = new(ListenAddress.FreePort());

    public string Output => _process?.Output ?? "";

    /// <summary>Starts the process, unless it runs, and returns when it is healthy: tables made, bus connected.</summary>
    public async Task Start(CancellationToken cancellationToken)
    {
        if (_process is null or { HasExited: true })
            _process = HostProcess.Start(postgres, rabbit, "--services", name, "--urls", Address.ToString());

        await Wait.Until($"'{name}' is healthy", StartPatience, () => IsHealthy(cancellationToken), cancellationToken);
    }

    public Task Kill() => _process!.Kill();

    public Task<int> Terminate(CancellationToken cancellationToken) => _process!.Terminate(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private async Task<bool> IsHealthy(CancellationToken cancellationToken)
    {
        if (_process!.HasExited)
            throw new InvalidOperationException($"'{name}' ended while starting:\n{Output}");

        try
        {
            using var response = await Http.GetAsync(new Uri(Address, "/health"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // No answer in time: on a machine that is busy enough, that is no answer yet.
            return false;
        }
    }
}
