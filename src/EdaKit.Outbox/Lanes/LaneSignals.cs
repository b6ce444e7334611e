using System.Collections.Concurrent;
using EdaKit.Outbox.Relay;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Lanes;

/// <summary>
/// Tells the lanes' pump of this process which lanes have something new. A hint: what is not told of is found by looking. Safe for use by many
/// threads.
/// </summary>
internal abstract class LaneSignals(TimeProvider time)
{
    /// <summary>Beyond so many untold lanes one word is enough: look at all.</summary>
    private const int MostNamed = 10_000;

    private readonly RelaySignal _wake = new();
    private readonly ConcurrentQueue<string> _announced = new();
    private volatile bool _isOpen;
    private int _look;

    /// <summary>Whether somebody listens. Without, nothing is kept.</summary>
    public bool IsOpen
    {
        get => _isOpen;
        set => _isOpen = value;
    }

    /// <summary>Says that lanes have new records.</summary>
    public void Announce(IEnumerable<string> lanes)
    {
        if (!_isOpen)
            return;

        if (_announced.Count > MostNamed)
        {
            Look();
            return;
        }

        foreach (var lane in lanes)
            _announced.Enqueue(lane);

        _wake.Set();
    }

    /// <summary>Says that there is reason to look at all lanes.</summary>
    public void Look()
    {
        Volatile.Write(ref _look, 1);
        _wake.Set();
    }

    /// <summary>Wakes the pump.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Whether there was reason to look at all lanes since the last question.</summary>
    public bool TakeLook() => Interlocked.Exchange(ref _look, 0) == 1;

    public bool TryTake(out string lane) => _announced.TryDequeue(out lane!);

    /// <summary>Waits until there is something to do, at most for a time.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _wake.WaitAsync(atMost, time, cancellationToken);
}

/// <summary>The signals of one context.</summary>
internal sealed class LaneSignals<TDb>(TimeProvider time) : LaneSignals(time)
    where TDb : DbContext;
