using Samples.Hosting.Processes;

namespace Travel.Host.Kills;

/// <summary>The services, each in a process of its own, of which any may be killed at any time. Two processes coordinate trips.</summary>
internal sealed class Fleet(string postgres, Uri rabbit) : IAsyncDisposable
{
    private static readonly string[] Crew = ["trips", "trips", "flights", "hotels", "cars", "payments"];

    private readonly ServiceProcess?[] _processes = new ServiceProcess?[Crew.Length];

    /// <summary>How many there are.</summary>
    public static int Size => Crew.Length;

    /// <summary>How often each service was killed.</summary>
    public Dictionary<string, int> Kills { get; } = [];

    /// <summary>The address of a coordinator that runs; null while none does.</summary>
    public Uri? Trips => _processes.Take(2).FirstOrDefault(process => process is not null)?.Address;

    /// <summary>Starts all of them, one after the other, since all make their tables first.</summary>
    public async Task Start(CancellationToken cancellationToken)
    {
        for (var i = 0; i < Size; i++)
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
        Kills[Crew[index]] = Kills.GetValueOrDefault(Crew[index]) + 1;
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
        _processes[index] = await ServiceProcess.Start(typeof(Fleet).Assembly, Crew[index], postgres, rabbit, [], cancellationToken);
}
