namespace Retail.Host.Switches;

/// <summary>Stops one service of this process, starts it again, or makes it fail. Safe for concurrent use.</summary>
/// <remarks>
/// A service that shares its process with others cannot be killed alone, so its messages are held back at the door instead: for everybody
/// else it looks the same. Where each service has a process of its own, kill that.
/// </remarks>
internal sealed class ServiceSwitch(string service)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _running = Open();
    private int _waiting;
    private long _handled;
    private long _failed;

    public string Service => service;

    public ServiceState State { get; private set; } = ServiceState.Running;

    /// <summary>Messages that are held back at the door; more may wait in the queue behind them.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Messages that were handled to the end since the start of the process.</summary>
    public long Handled => Interlocked.Read(ref _handled);

    /// <summary>Attempts that failed since the start of the process.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    public void Turn(ServiceState state)
    {
        lock (_lock)
        {
            if (State == state)
                return;
            if (State == ServiceState.Stopped)
                _running.SetResult();
            else if (state == ServiceState.Stopped)
                _running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            State = state;
        }
    }

    /// <summary>Returns at once unless the service is stopped; then when it is started again.</summary>
    public async Task UntilStarted(CancellationToken cancellationToken)
    {
        Task running;
        lock (_lock)
            running = _running.Task;

        if (running.IsCompleted)
            return;

        Interlocked.Increment(ref _waiting);
        try
        {
            await running.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void CountHandled() => Interlocked.Increment(ref _handled);

    public void CountFailed() => Interlocked.Increment(ref _failed);

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
