using EdaKit.Outbox.Records;

namespace EdaKit.Outbox.Storage;

/// <summary>
/// The relay's side of the outbox table. Capture does not come here: it goes through the application's own context.
/// </summary>
/// <remarks>
/// What an implementer owes: every method is one short transaction of its own. A record that one relay claims is handed to no other
/// before its lease ends. All times go by the database's clock. Methods that settle a claim change nothing where the lease has passed to
/// another relay, except <see cref="RemoveAsync"/>: a confirmed message is sent, whoever holds the lease. Every store passes the suites
/// of <c>EdaKit.StoreConformance</c>.
/// </remarks>
internal interface IOutboxStore
{
    /// <summary>Reads the database's clock.</summary>
    /// <returns>Milliseconds since 1970-01-01 UTC.</returns>
    Task<long> ReadClockAsync(CancellationToken cancellationToken);

    /// <summary>Tells when the next record without a lane comes due, be it delayed, scheduled, backing off, or leased to a relay that may be dead.</summary>
    /// <returns>How long from now; null where none waits for its time.</returns>
    Task<TimeSpan?> NextDueAsync(CancellationToken cancellationToken);

    /// <summary>Takes records whose time has come, oldest first.</summary>
    /// <param name="relay">Who takes them.</param>
    /// <param name="from">Since when they have been due at the earliest, in milliseconds by the database's clock; 0 for all.</param>
    /// <param name="atMost">How many at most, and how many bytes of bodies; the last may exceed them.</param>
    /// <param name="lease">How long they are the relay's.</param>
    /// <param name="cancellationToken">Ends the wait; what was taken then comes free when its lease ends.</param>
    Task<IReadOnlyList<OutboxRecord>> ClaimAsync(Guid relay, long from, RecordRoom atMost, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Removes records that the broker confirmed.</summary>
    Task RemoveAsync(IReadOnlyCollection<Guid> records, CancellationToken cancellationToken);

    /// <summary>Gives back claimed records that were not sent for a reason that does not lie with them.</summary>
    Task ReleaseAsync(Guid relay, IReadOnlyCollection<Guid> records, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Gives back a claimed record that could not be sent, and counts the attempt.</summary>
    Task DeferAsync(Guid relay, Guid record, TimeSpan delay, string error, CancellationToken cancellationToken);

    /// <summary>Sets a claimed record aside for a person, and counts the attempt.</summary>
    Task ParkAsync(Guid relay, Guid record, string error, CancellationToken cancellationToken);
}
