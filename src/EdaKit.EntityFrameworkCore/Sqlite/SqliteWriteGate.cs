namespace EdaKit.EntityFrameworkCore.Sqlite;

/// <summary>
/// Lets one unit of work at a time write to a SQLite file, in the order in which they asked. Not a <see cref="SemaphoreSlim"/>: it serves
/// synchronous waiters before asynchronous ones, so that two threads that write in a loop would starve the others.
/// </summary>
internal sealed class SqliteWriteGate(string file, TimeSpan longestWait)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
    private bool _isTaken;

    public bool IsTaken
    {
        get
        {
            lock (_lock)
                return _isTaken;
        }
    }

    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        if (Queue() is not { } turn)
            return;

        try
        {
            await turn.Task.WaitAsync(longestWait, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            GiveUp(turn);

            if (error is TimeoutException)
                throw WaitedTooLong();

            throw;
        }
    }

    public void Enter()
    {
        if (Queue() is not { } turn || turn.Task.Wait(longestWait))
            return;

        GiveUp(turn);
        throw WaitedTooLong();
    }

    public void Leave()
    {
        TaskCompletionSource? next = null;

        lock (_lock)
        {
            if (_waiting.First is { } first)
            {
                next = first.Value;
                _waiting.RemoveFirst();
            }
            else
            {
                _isTaken = false;
            }
        }

        // Handed over taken: were it free for a moment, somebody who has not waited could slip in.
        next?.SetResult();
    }

    private TaskCompletionSource? Queue()
    {
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return null;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.AddLast(turn);
            return turn;
        }
    }

    private void GiveUp(TaskCompletionSource turn)
    {
        bool wasWaiting;
        lock (_lock)
            wasWaiting = _waiting.Remove(turn);

        // The turn came in the very moment in which the wait ended: kept, the gate would be closed for good.
        if (!wasWaiting)
            Leave();
    }

    private TimeoutException WaitedTooLong() => new(
        $"Waited '{longestWait.TotalSeconds}' seconds to write to the SQLite file '{file}'. Another unit of work of this process holds it: one that "
        + "stays open while it waits for something else, or two contexts on one file, one inside the other's transaction. Shorten it, use one context "
        + "for both, or use PostgreSQL.");
}
