namespace EdaKit.Benchmarks.Workloads;

internal interface ICounters
{
    void Count(Guid id);
}

/// <summary>Lets the warm-up count elsewhere.</summary>
internal sealed class SwitchingCounters(ICounters first) : ICounters
{
    private volatile ICounters _current = first;

    public ICounters Current
    {
        get => _current;
        set => _current = value;
    }

    public void Count(Guid id) => _current.Count(id);
}

/// <summary>Counts distinct messages and tells when all have come.</summary>
internal sealed class Counters(int expected) : ICounters
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);
    private readonly HashSet<Guid> _ids = new(expected);
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Count(Guid id)
    {
        lock (_ids)
        {
            _ids.Add(id);
            if (_ids.Count == expected)
                _all.TrySetResult();
        }
    }

    public async Task WaitForAllAsync()
    {
        try
        {
            await _all.Task.WaitAsync(Bound);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"Only {_ids.Count} of {expected} messages arrived within {Bound}. The run does not count.");
        }
    }
}
