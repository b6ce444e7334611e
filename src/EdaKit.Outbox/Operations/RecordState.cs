namespace EdaKit.Outbox.Operations;

/// <summary>Whose turn it is with a record, by the database's clock at the moment of the look.</summary>
public enum RecordState
{
    /// <summary>A relay may take it. Also a record whose relay died and whose lease has run out.</summary>
    Due,

    /// <summary>Its time has not come: a delayed message, or one that backs off after a failure.</summary>
    Delayed,

    /// <summary>A relay holds it, and is sending it or about to.</summary>
    Leased,

    /// <summary>Set aside for a person: it could not be sent.</summary>
    Parked,

    /// <summary>Set aside behind a record of its lane that is parked. It waits again when that one is put back or given up.</summary>
    Held,
}
