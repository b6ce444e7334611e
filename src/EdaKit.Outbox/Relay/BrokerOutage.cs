using EdaKit.Outbox.Registration;

namespace EdaKit.Outbox.Relay;

/// <summary>
/// Whether the broker takes messages at the moment. After a failure the relay pauses, then tries a few records; what confirms one of them
/// ends the outage. Failures of messages that were in flight together count as one.
/// </summary>
internal sealed class BrokerOutage(RelayOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _failures;
    private long _pausingSince;
    private TimeSpan _pause;

    /// <summary>How many records are tried at once during an outage: more than one, so that a single bad record cannot prolong it.</summary>
    public const int Probes = 4;

    public bool IsOn
    {
        get
        {
            lock (_lock)
                return _failures > 0;
        }
    }

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan Pause
    {
        get
        {
            lock (_lock)
                return PauseLeft;
        }
    }

    /// <summary>Counts a failure.</summary>
    /// <returns>The number of tries that failed so far and the pause, or null where this failure belongs to one already counted.</returns>
    public (int Failures, TimeSpan Pause)? Failed()
    {
        lock (_lock)
        {
            if (PauseLeft > TimeSpan.Zero)
                return null;

            _failures++;
            _pause = BackOff.After(_failures, options.MinBackOff, options.MaxBackOff);
            _pausingSince = time.GetTimestamp();
            return (_failures, _pause);
        }
    }

    /// <summary>Ends the outage.</summary>
    /// <returns>How many tries had failed; 0 where there was no outage.</returns>
    public int Confirmed()
    {
        lock (_lock)
        {
            var failures = _failures;
            _failures = 0;
            return failures;
        }
    }

    // By elapsed time: a clock that is set back by an hour must not make a pause an hour longer.
    private TimeSpan PauseLeft => _failures > 0 && _pause - time.GetElapsedTime(_pausingSince) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
}
