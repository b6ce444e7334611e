namespace EdaKit.Audit.Judging;

/// <summary>What was seen on the wire, in the order of the queue. Written by one reader; a snapshot may be taken beside it.</summary>
public sealed class Observations
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Sighting> _sightings = [];
    private int _next;
    private int _redelivered;

    /// <summary>Takes note of an occurrence.</summary>
    /// <param name="message">The message's id.</param>
    /// <param name="redelivered">Whether the broker says that it gave it to a reader before.</param>
    public void See(Guid message, bool redelivered = false)
    {
        lock (_lock)
        {
            if (!_sightings.TryGetValue(message, out var sighting))
            {
                _sightings[message] = new(_next++, 1);
                return;
            }

            // The reader's own connection was cut: the same occurrence once more. What a killed broker forgot of it counts as a duplicate.
            if (redelivered)
            {
                _redelivered++;
                return;
            }

            _sightings[message] = sighting with { Times = sighting.Times + 1 };
        }
    }

    /// <summary>How many different messages were seen.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _sightings.Count;
        }
    }

    /// <summary>Occurrences that the reader got again because its own connection was cut.</summary>
    public int Redelivered
    {
        get
        {
            lock (_lock)
                return _redelivered;
        }
    }

    public IReadOnlyDictionary<Guid, Sighting> ToDictionary()
    {
        lock (_lock)
            return new Dictionary<Guid, Sighting>(_sightings);
    }
}

/// <summary>How a message was seen.</summary>
/// <param name="First">The place of its first occurrence among the first occurrences of all messages.</param>
/// <param name="Times">How often it lay in the queue.</param>
public readonly record struct Sighting(int First, int Times);
