using System.Collections.Concurrent;
using System.Diagnostics;
using EdaKit.Benchmarks.Figures;

namespace EdaKit.Benchmarks.Insurance.ReadModels;

/// <summary>Looks, again and again, up to which position a read model is, and how long ago that was committed.</summary>
/// <param name="name">The read model.</param>
/// <param name="positionAsync">Asks it as those do who wait for it.</param>
internal sealed class LagWatch(string name, Func<CancellationToken, Task<long>> positionAsync)
{
    /// <summary>How often it looks, so by how much a lag may be too long.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ConcurrentQueue<(long Position, long CommittedAt)> _awaited = new();

    public string Name => name;

    public Times Lags { get; } = new();

    /// <summary>Takes note of a commit.</summary>
    public void Await(long position, long committedAt) => _awaited.Enqueue((position, committedAt));

    /// <summary>Watches until everything that was committed has been seen.</summary>
    /// <param name="committed">Ends when nothing more is committed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Task committed, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (!committed.IsCompleted || !_awaited.IsEmpty)
        {
            var position = await positionAsync(cancellationToken);
            var seenAt = Stopwatch.GetTimestamp();
            while (_awaited.TryPeek(out var next) && next.Position <= position && _awaited.TryDequeue(out _))
                Lags.Add(Stopwatch.GetElapsedTime(next.CommittedAt, seenAt));

            if (committed.IsCompleted && Stopwatch.GetElapsedTime(began) > Patience + SteadyFeed.Length)
                throw new BenchmarkFailedException($"'{name}' has not seen everything a minute after the last commit.");
            await Task.Delay(Poll, cancellationToken);
        }
    }
}
