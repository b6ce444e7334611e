using MassTransit;

namespace EdaKit.Audit.Workers;

/// <summary>What the auditor tells the writers of a worker while they write. Safe for use by many threads.</summary>
internal sealed class WriterOrders(IBus bus)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource _changed = NextChange();
    private volatile Pace _pace = Pace.Rest;
    private int _slowMilliseconds;

    /// <summary>The bus, past the outbox.</summary>
    public IBus Bus => bus;

    /// <summary>Sets the pace.</summary>
    public void Keep(Pace pace)
    {
        _pace = pace;
        var before = _changed;
        _changed = NextChange();
        before.TrySetResult();
    }

    /// <summary>Makes the next commit a slow one.</summary>
    public void BeSlowOnce(int milliseconds) => Volatile.Write(ref _slowMilliseconds, milliseconds);

    public int? TakeSlowCommit() => Interlocked.Exchange(ref _slowMilliseconds, 0) is var slow and > 0 ? slow : null;

    /// <summary>Waits until a writer may save once.</summary>
    public async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = _changed.Task;
            if (_pace == Pace.Run)
                return;

            if (_pace == Pace.Rest)
                await changed.WaitAsync(cancellationToken);
            else if (await Task.WhenAny(changed, Task.Delay(Step, TimeProvider.System, cancellationToken)) != changed)
                return;
        }
    }

    private static TaskCompletionSource NextChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
