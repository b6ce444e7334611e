using MassTransit;

namespace EdaKit.Audit.Workers;

/// <summary>What the auditor tells the writers of a worker while they write. Safe for use by many threads.</summary>
internal sealed class WriterOrders(IBus bus)
{
    private volatile TaskCompletionSource _turn = NextTurn();
    private int _slowMilliseconds;

    /// <summary>The bus, past the outbox.</summary>
    public IBus Bus => bus;

    /// <summary>Lets the writers write.</summary>
    public void Go() => _turn.TrySetResult();

    /// <summary>Lets them rest after what they are at.</summary>
    public void Hold()
    {
        if (_turn.Task.IsCompleted)
            _turn = NextTurn();
    }

    /// <summary>Makes the next commit a slow one.</summary>
    public void BeSlowOnce(int milliseconds) => Volatile.Write(ref _slowMilliseconds, milliseconds);

    public int? TakeSlowCommit() => Interlocked.Exchange(ref _slowMilliseconds, 0) is var slow and > 0 ? slow : null;

    public Task WaitForTurnAsync(CancellationToken cancellationToken) => _turn.Task.WaitAsync(cancellationToken);

    private static TaskCompletionSource NextTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
