using System.Threading.Channels;

namespace EdaKit.Outbox.Relay;

/// <summary>
/// Wakes a loop. Signals that come while the loop works are kept as one, so none is lost and none piles up.
/// </summary>
internal sealed class RelaySignal
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _signals.Writer.TryWrite(true);

    /// <summary>Waits for a signal, at most for the poll interval.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        // The source's own timer: one of ours could fire after the source is disposed, and its exception would end the process.
        using var timeout = new CancellationTokenSource(atMost, time);
        using var poll = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);

        try
        {
            await _signals.Reader.ReadAsync(poll.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The poll interval is over: that is an answer too.
        }
    }
}
