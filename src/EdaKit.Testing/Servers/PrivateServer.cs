namespace EdaKit.Testing.Servers;

/// <summary>A server that this process started: its command, its folder, and how it stops, dies and starts again.</summary>
internal sealed class PrivateServer : IAsyncDisposable
{
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GracefulStop = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LastStop = TimeSpan.FromSeconds(10);

    private readonly PrivateServerPlan _plan;
    private OwnedProcess? _process;
    private bool _disposed;

    private PrivateServer(PrivateServerPlan plan) => _plan = plan;

    /// <summary>Starts what the plan says; makes a new plan, with other ports, when the server ends while starting.</summary>
    public static async Task<(PrivateServer Server, TPlan Plan)> StartAsync<TPlan>(
        Func<CancellationToken, Task<TPlan>> makePlan, CancellationToken cancellationToken)
        where TPlan : PrivateServerPlan
    {
        const int attempts = 3;
        for (int attempt = 1; ; attempt++)
        {
            var plan = await makePlan(cancellationToken);
            var server = new PrivateServer(plan);
            try
            {
                await server.StartAgainAsync(cancellationToken);
                return (server, plan);
            }
            catch (TestServerUnavailableException failure) when (failure.EndedWhileStarting && attempt < attempts)
            {
                // Most likely another process took a port between its choice and its use.
                await server.DisposeAsync();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(PrivateServer));
        if (_process is { HasExited: false })
            return;
        _process?.Dispose();
        _process = await OwnedProcess.StartAsync(_plan.Command, _plan.Folder, cancellationToken);
        await BecomeReadyAsync(_process, cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_process is not { HasExited: false } process)
            return;
        await process.SignalAsync(_plan.StopSignal, cancellationToken);
        if (!await process.HasExitedWithinAsync(GracefulStop, _plan.Clock, cancellationToken))
            throw new TimeoutException($"{_plan.Name} did not stop within '{GracefulStop}'. Its log ends with:\n{_plan.Folder.LogTail()}");
    }

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (_process is not { } process)
            return;
        process.KillTree();
        await process.WaitForExitAsync(cancellationToken);
        await Stragglers.EndAsync(_plan.Folder.Path, _plan.Clock, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_process is { } process)
        {
            if (!process.HasExited)
                await process.SignalAsync(_plan.Command.LastSignal, CancellationToken.None);
            if (!await process.HasExitedWithinAsync(LastStop, _plan.Clock, CancellationToken.None))
                await KillAsync(CancellationToken.None);
            process.Dispose();
        }

        await _plan.DisposeAsync();
    }

    private async Task BecomeReadyAsync(OwnedProcess process, CancellationToken cancellationToken)
    {
        long started = _plan.Clock.GetTimestamp();
        while (true)
        {
            var failure = await ProbeAsync(cancellationToken);
            if (failure is null)
                return;
            if (process.HasExited)
            {
                throw new TestServerUnavailableException(
                    $"{_plan.Name} ended with exit code '{process.ExitCode}' while starting. {LogTail()}", failure)
                {
                    EndedWhileStarting = true,
                };
            }

            if (_plan.Clock.GetElapsedTime(started) > _plan.StartTimeout)
            {
                await KillAsync(cancellationToken);
                throw new TestServerUnavailableException(
                    $"{_plan.Name} was not ready within StartTimeout '{_plan.StartTimeout}'. {LogTail()}", failure);
            }

            await Task.Delay(ProbeEvery, _plan.Clock, cancellationToken);
        }
    }

    // A probe that hangs must not outlast the start's own bound by much.
    private async Task<Exception?> ProbeAsync(CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(ProbeTimeout, _plan.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        try
        {
            await _plan.ProbeAsync(either.Token);
            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return failure;
        }
    }

    private string LogTail() => $"Its log ends with:{Environment.NewLine}{_plan.Folder.LogTail()}";
}
