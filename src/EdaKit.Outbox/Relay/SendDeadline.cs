namespace EdaKit.Outbox.Relay;

/// <summary>
/// Until when sends may take that begin about now. All that begin within an eighth of the time allowed share one: a timer for each message would
/// cost as much as everything else that the relay does for it.
/// </summary>
internal sealed class SendDeadline
{
    private const int Shares = 8;

    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private readonly CancellationToken _stopping;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly long _began;

    public SendDeadline(TimeSpan timeout, TimeProvider time, CancellationToken stopping)
    {
        _timeout = timeout;
        _stopping = stopping;
        _time = time;
        _began = time.GetTimestamp();
        _source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Token = _source.Token;
        _timer = time.CreateTimer(_ => End(), state: null, timeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Is cancelled when the time is over, or the relay is to stop.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether the time is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether a send that begins now would have seven eighths of the time, at the least.</summary>
    public bool Suits(CancellationToken stopping) => _stopping == stopping && _time.GetElapsedTime(_began) < _timeout / Shares;

    private void End()
    {
        IsOver = true;
        _source.Cancel();
        _source.Dispose();
        _timer.Dispose();
    }
}
