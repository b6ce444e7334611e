namespace EdaKit.Outbox.Scheduling;

/// <summary>
/// The time at which a scheduled message is due, on its way from the scheduler to the record. Whose clock it was meant by, nobody says; it is
/// taken as the database's, by which relays go.
/// </summary>
internal sealed class DueTime
{
    // The year 2286: one digit more, and the statements that read a due time out of a record's properties would cut it.
    private const long Latest = 9_999_999_999_999;

    private DueTime(long milliseconds) => Milliseconds = milliseconds;

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Milliseconds { get; }

    /// <param name="time">A time of unspecified kind is taken as UTC, as in MassTransit.</param>
    public static DueTime At(DateTime time)
    {
        var utc = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;
        var ticks = (utc - DateTime.UnixEpoch).Ticks;

        // Up to the next whole millisecond: rounded down, a message could go out before its time.
        var milliseconds = ticks / TimeSpan.TicksPerMillisecond + (ticks % TimeSpan.TicksPerMillisecond > 0 ? 1 : 0);
        return new(Math.Clamp(milliseconds, 0, Latest));
    }
}
