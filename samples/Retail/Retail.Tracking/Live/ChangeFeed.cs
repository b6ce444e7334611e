namespace Retail.Tracking.Live;

/// <summary>Passes on which orders have changed, to everybody who watches in this process. Safe for concurrent use.</summary>
internal sealed class ChangeFeed
{
    private readonly Lock _lock = new();
    private readonly List<Watch> _watches = [];

    /// <summary>Whether anybody watches.</summary>
    public bool IsWatched
    {
        get
        {
            lock (_lock)
                return _watches.Count > 0;
        }
    }

    /// <summary>Begins to watch. Whoever reads the data after this call misses nothing: what is committed later is told.</summary>
    public Watch Begin()
    {
        var watch = new Watch(this);
        lock (_lock)
            _watches.Add(watch);
        return watch;
    }

    /// <summary>Tells everybody that these orders have changed, once the change is there for all to read.</summary>
    public void Tell(IReadOnlyCollection<string> numbers)
    {
        lock (_lock)
        {
            foreach (var watch in _watches)
                watch.Add(numbers);
        }
    }

    public void End(Watch watch)
    {
        lock (_lock)
            _watches.Remove(watch);
    }
}
