namespace EdaKit.Sagas.Timeline;

/// <summary>What an entry of a saga's timeline tells.</summary>
public enum TimelineKind
{
    /// <summary>A message reached the instance: its start, an answer, a fault, a timer.</summary>
    Received,

    /// <summary>The instance went from one state to another.</summary>
    Moved,

    /// <summary>The instance sent a command or a compensation.</summary>
    Sent,

    /// <summary>A step has succeeded, was refused, or has an outcome that nobody knows.</summary>
    Settled,

    /// <summary>A command or compensation that failed, or was not answered in time, will be sent again.</summary>
    Retry,

    /// <summary>The instance was set aside for a person.</summary>
    Parked,

    /// <summary>A person resumed the instance.</summary>
    Resumed,

    /// <summary>A message had no effect: it was late, or a duplicate, or decided what cannot be done. The note says which.</summary>
    Ignored,

    /// <summary>The instance has ended.</summary>
    Ended,

    /// <summary>The instance has taken its locks, waits for them, or was refused by them: the note says what it has, or who has it.</summary>
    Locked,
}
