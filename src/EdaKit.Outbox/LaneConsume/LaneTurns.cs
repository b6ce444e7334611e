namespace EdaKit.Outbox.LaneConsume;

/// <summary>Who is at work in each lane of an endpoint, and who comes next. Safe for use by many threads.</summary>
internal sealed class LaneTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<LaneTurn>> _lanes = new(StringComparer.Ordinal);

    /// <summary>Puts a turn at the end of its lane; in an empty one it comes at once.</summary>
    public void Join(LaneTurn turn)
    {
        lock (_lock)
        {
            if (_lanes.TryGetValue(turn.Lane, out var behind))
            {
                behind.Enqueue(turn);
                return;
            }

            _lanes.Add(turn.Lane, new());
        }

        turn.Come();
    }

    /// <summary>Ends the turn that has come in a lane, and lets the next one come.</summary>
    public void Leave(string lane)
    {
        LaneTurn? next;

        lock (_lock)
        {
            if (!_lanes[lane].TryDequeue(out next))
                _lanes.Remove(lane);
        }

        next?.Come();
    }
}
