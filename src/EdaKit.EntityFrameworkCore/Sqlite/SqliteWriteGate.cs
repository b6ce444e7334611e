using System.Diagnostics.CodeAnalysis;

namespace EdaKit.EntityFrameworkCore.Sqlite;

/// <summary>
/// Lets one unit of work at a time write to a SQLite file, in the order in which they asked. <see cref="SemaphoreSlim"/> hands over to
/// asynchronous waiters first come, first served; synchronous ones compete.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Lives as long as the process; the semaphore holds no handle unless asked for one.")]
internal sealed class SqliteWriteGate(string file)
{
    /// <summary>Longer than any well-behaved unit of work; a wait beyond it is a deadlock or a unit of work that waits for something else.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(LongestWait, cancellationToken))
            throw WaitedTooLong();
    }

    public void Enter()
    {
        if (!_turn.Wait(LongestWait))
            throw WaitedTooLong();
    }

    public void Leave() => _turn.Release();

    private TimeoutException WaitedTooLong() => new(
        $"Waited '{LongestWait.TotalSeconds}' seconds to write to the SQLite file '{file}'. Another unit of work of this process holds it: one that "
        + "stays open while it waits for something else, or two contexts on one file, one inside the other's transaction. Shorten it, use one context "
        + "for both, or use PostgreSQL.");
}
