namespace EdaKit.Audit.Faults;

/// <summary>How many faults of each kind have happened. Safe for use by many threads.</summary>
public sealed class FaultTally
{
    private readonly Lock _lock = new();
    private readonly Dictionary<FaultKind, int> _counts = Enum.GetValues<FaultKind>().ToDictionary(kind => kind, _ => 0);

    public void Add(FaultKind kind)
    {
        lock (_lock)
            _counts[kind]++;
    }

    /// <summary>Counts, by kind; zero included.</summary>
    public IReadOnlyDictionary<FaultKind, int> Counts
    {
        get
        {
            lock (_lock)
                return new Dictionary<FaultKind, int>(_counts);
        }
    }

    /// <summary>Kinds that have not happened.</summary>
    public IReadOnlyList<FaultKind> Missing => [.. Counts.Where(count => count.Value == 0).Select(count => count.Key)];
}
