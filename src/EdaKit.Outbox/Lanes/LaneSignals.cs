using System.Collections.Concurrent;
using EdaKit.Outbox.News;
using EdaKit.Outbox.Relay;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Lanes;

/// <summary>
/// Tells the lanes' pump of this process which lanes have something new. A hint: what is not told of is found by looking. Safe for use by many
/// threads.
/// </summary>
internal abstract class LaneSignals(NewsDesk news, TimeProvider time)
{
    /// <summary>Beyond so many untold lanes one word is enough: look at all.</summary>
    private const int MostNamed = 10_000;

    private readonly RelaySignal _wake = new();
    private readonly ConcurrentQueue<string> _announced = new();
    private volatile Func<string, bool>? _isOurs;
    private int _look;

    /// <summary>From now on the pump of this process listens; before, nothing is kept.</summary>
    /// <param name="isOurs">Whether this process sends a lane.</param>
    public void Open(Func<string, bool> isOurs) => _isOurs = isOurs;

    /// <summary>Nobody of this process listens any more.</summary>
    public void Close() => _isOurs = null;

    /// <summary>Says that lanes have new records: to the pump of this process, and of what another process sends, to that one.</summary>
    public void Announce(IReadOnlyCollection<string> lanes)
    {
        if (news.IsTaken)
            TellOthers(lanes);

        Heard(lanes);
    }

    /// <summary>Tells the pump of this process of new records in lanes.</summary>
    public void Heard(IReadOnlyCollection<string> lanes)
    {
        if (_isOurs is null || lanes.Count == 0)
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

    private void TellOthers(IReadOnlyCollection<string> lanes)
    {
        var isOurs = _isOurs;
        var foreign = isOurs is null ? lanes : [.. lanes.Where(lane => !isOurs(lane))];

        if (foreign.Count > 0)
            news.InLanes(foreign);
    }
}

/// <summary>The signals of one context.</summary>
internal sealed class LaneSignals<TDb>(NewsDesk<TDb> news, TimeProvider time) : LaneSignals(news, time)
    where TDb : DbContext;
