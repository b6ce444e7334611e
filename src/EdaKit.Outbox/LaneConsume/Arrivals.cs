namespace EdaKit.Outbox.LaneConsume;

/// <summary>
/// The messages that one channel delivers, in the order in which it does, and which of them are being handled. MassTransit has them handled by
/// several threads, so one that was delivered first may be seen second: nobody joins a lane before all that were delivered earlier have joined
/// theirs. Delivery tags count from one, without a gap. Safe for use by many threads.
/// </summary>
internal sealed class Arrivals(LaneTurns turns)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, LaneTurn?> _early = [];
    private readonly TaskCompletionSource _allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ulong _next = 1;
    private int _handled;
    private bool _isHalted;

    /// <summary>A message is there.</summary>
    /// <param name="tag">The delivery tag; null on a transport that has none, where it joins as it comes.</param>
    /// <param name="turn">Its turn, null where it is in no lane.</param>
    public void Add(ulong? tag, LaneTurn? turn)
    {
        lock (_lock)
        {
            if (tag is not { } number)
            {
                Join(turn);
                return;
            }

            for (_early.Add(number, turn); _early.Remove(_next, out var joining); _next++)
                Join(joining);
        }
    }

    /// <summary>Begins to handle a message, unless nothing is to begin any more.</summary>
    public bool TryBegin()
    {
        lock (_lock)
        {
            _handled += _isHalted ? 0 : 1;
            return !_isHalted;
        }
    }

    /// <summary>A message that was begun is handled, or failed.</summary>
    public void End()
    {
        lock (_lock)
        {
            _handled--;
            EndHalt();
        }
    }

    /// <summary>
    /// Nothing begins from now on: once something of a lane has to go back to the broker, whatever the channel delivered after it has to go back
    /// as well, or it would be handled before what comes again.
    /// </summary>
    /// <returns>When what had begun has ended.</returns>
    public Task HaltAsync()
    {
        lock (_lock)
        {
            _isHalted = true;
            EndHalt();
        }

        return _allEnded.Task;
    }

    private void EndHalt()
    {
        if (_isHalted && _handled == 0)
            _allEnded.TrySetResult();
    }

    private void Join(LaneTurn? turn)
    {
        if (turn is not null)
            turns.Join(turn);
    }
}
