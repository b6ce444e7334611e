using EdaKit.Outbox.Records;

namespace EdaKit.Outbox.Storage;

/// <summary>The relay's side of lanes in the outbox table. Which relay sends a lane is not its concern.</summary>
/// <remarks>
/// What an implementer owes: every method is one short transaction of its own. All times go by the database's clock. Within a lane, what is
/// visible is complete up to the last visible record: positions are given behind the lane's lock, which is kept until the commit.
/// </remarks>
internal interface ILaneStore
{
    /// <summary>Lists lanes in which records wait, in the order of their names.</summary>
    /// <param name="after">The last lane of the page before; empty for the first page.</param>
    /// <param name="atMost">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<string>> ListAsync(string after, int atMost, CancellationToken cancellationToken);

    /// <summary>Reads the heads of lanes, those that pause after a failure among them, in order.</summary>
    /// <param name="lanes">Which lanes, those first that have waited longest.</param>
    /// <param name="ofEach">How many records of each at most.</param>
    /// <param name="bytes">How many bytes of bodies at most; the last record may exceed them. Then lanes are cut short, or not in the answer at all, and the answer has at least so many bytes.</param>
    /// <param name="blocks">Whether a parked record comes before those behind it. A held one always does.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<LaneHead>> ReadAsync(IReadOnlyCollection<string> lanes, int ofEach, long bytes, bool blocks, CancellationToken cancellationToken);

    /// <summary>Counts an attempt of a record that could not be sent, and lets it pause.</summary>
    Task PauseAsync(Guid record, TimeSpan pause, string error, CancellationToken cancellationToken);

    /// <summary>Sets a record aside for a person, and counts the attempt.</summary>
    Task ParkAsync(Guid record, string error, CancellationToken cancellationToken);

    /// <summary>Holds records that wait behind a parked or held one of their lane, so that nobody looks at them again and again.</summary>
    /// <param name="lanes">Which lanes.</param>
    /// <param name="atMost">How many records at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were held; fewer than asked for means that none is left.</returns>
    Task<int> HoldAsync(IReadOnlyCollection<string> lanes, int atMost, CancellationToken cancellationToken);

    /// <summary>Lets records wait again that nothing holds any more, those that come first before the others.</summary>
    /// <param name="blocks">Whether a parked record holds those behind it.</param>
    /// <param name="atMost">How many records at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The lane of each that waits again; fewer than asked for means that none is left.</returns>
    Task<IReadOnlyList<string>> UnholdAsync(bool blocks, int atMost, CancellationToken cancellationToken);
}

/// <summary>A record at or near the head of its lane.</summary>
/// <param name="Record">The record.</param>
/// <param name="Pause">For how long it pauses yet, after a failure; zero or less: it does not.</param>
/// <param name="IsBehind">Whether a record that is set aside comes before it.</param>
internal readonly record struct LaneHead(OutboxRecord Record, TimeSpan Pause, bool IsBehind);
