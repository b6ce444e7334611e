using Samples.Hosting.Processes;

namespace Samples.Hosting.Kills;

/// <summary>Services, each in a process of its own, of which any may be killed at any time.</summary>
internal sealed class Fleet(IKilledWork work, string postgres, Uri rabbit) : IAsyncDisposable
{
    private readonly ServiceProcess?[] _processes = new ServiceProcess?[work.Crew.Count];

    /// <summary>How often each service was killed.</summary>
    public Dictionary<string, int> Kills { get; } = [];

    /// <summary>The address of a process that takes work; null while none does.</summary>
    public Uri? Entry => _processes.Take(2).FirstOrDefault(process => process is not null)?.Address;

    /// <summary>Starts all of them, one after the other.</summary>
    public async Task Start(CancellationToken cancellationToken)
    {
        for (var i = 0; i < _processes.Length; i++)
            await Start(i, cancellationToken);
    }

    /// <summary>Kills one with SIGKILL, and starts it again.</summary>
    public async Task KillAndStart(int index, CancellationToken cancellationToken)
    {
        await Kill(index);
        await Start(index, cancellationToken);
    }

    /// <summary>Kills one with SIGKILL.</summary>
    public async Task Kill(int index)
    {
        if (Interlocked.Exchange(ref _processes[index], null) is not { } process)
            return;

        await process.DisposeAsync();
        Kills[work.Crew[index]] = Kills.GetValueOrDefault(work.Crew[index]) + 1;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            if (process is not null)
                await process.DisposeAsync();
        }
    }

    private async Task Start(int index, CancellationToken cancellationToken) =>
        _processes[index] = await ServiceProcess.Start(work.Program, work.Crew[index], postgres, rabbit, [], cancellationToken);
}
