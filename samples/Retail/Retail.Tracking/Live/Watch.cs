using System.Threading.Channels;

namespace Retail.Tracking.Live;

/// <summary>
/// What one watcher has not looked at yet. It holds numbers and no data, each number once, and no more than <see cref="MostNumbers"/>: a
/// watcher that is slower than the shop starts over with the latest orders instead of making the process remember for it.
/// </summary>
internal sealed class Watch(ChangeFeed feed) : IDisposable
{
    public const int MostNumbers = 500;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _numbers = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool _tooMany;

    public void Add(IReadOnlyCollection<string> numbers)
    {
        lock (_lock)
        {
            if (!_tooMany)
                _numbers.UnionWith(numbers);

            if (_numbers.Count > MostNumbers)
            {
                _numbers.Clear();
                _tooMany = true;
            }

            _wake.Writer.TryWrite(true);
        }
    }

    /// <summary>Waits for a change, at most for the given time.</summary>
    /// <returns>The numbers that changed since the last call, none if the time is over; null if there were too many to remember.</returns>
    public async Task<IReadOnlyCollection<string>?> Next(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over, and that is an answer too.
        }

        return Take();
    }

    public void Dispose() => feed.End(this);

    private string[]? Take()
    {
        lock (_lock)
        {
            // Under the lock, so that a wake-up that is left always stands for something that is left.
            _wake.Reader.TryRead(out _);

            string[]? taken = _tooMany ? null : [.. _numbers];
            _numbers.Clear();
            _tooMany = false;
            return taken;
        }
    }
}
