using EdaKit.Outbox.Operations;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox;

/// <summary>
/// What a person does with the outbox of one context: look, count, put parked records back, give records up. A singleton that
/// <c>UseOutbox</c> registers, in every process, whether it relays or not, and <c>AddOutboxOperations</c> in one without a bus.
/// </summary>
/// <remarks>
/// <para>Each call works on a context and a connection of its own, never in the caller's transaction. Changes are one short transaction
/// for each 500 records, and never touch a record while a relay holds its lease: that one is on its way, and after sending there is no
/// taking back. A record that somebody else is changing at that moment is passed over.</para>
/// <para>Safe for concurrent calls. Two calls that mean the same record change it once. Any call may throw what the database's provider
/// throws; where the connection broke during a change, look before you repeat it, though a repetition does no harm.</para>
/// </remarks>
/// <typeparam name="TDb">The context.</typeparam>
public interface IOutboxOperations<TDb>
    where TDb : DbContext
{
    /// <summary>Counts the records of each state in one statement. It reads the whole table: what waits, what is parked, and all that is scheduled.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The counts, by the database's clock.</returns>
    Task<OutboxCounts> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists records that wait: due, delayed or leased. Without bodies, in the order of their ids, which is about that of their age.</summary>
    /// <param name="filter">Which; null: all.</param>
    /// <param name="after">The <see cref="RecordPage.Next"/> of the page before; null: the first page.</param>
    /// <param name="pageSize">How many at most, 1 to <see cref="RecordPage.MaxSize"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page. What is stored or sent between two pages may be missed; what stays is listed once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The page size is out of range.</exception>
    Task<RecordPage> ListWaitingAsync(RecordFilter? filter = null, Guid? after = null, int pageSize = 100, CancellationToken cancellationToken = default);

    /// <summary>Lists records that are parked. Without bodies, in the order of their ids, which is about that of their age.</summary>
    /// <param name="filter">Which; null: all.</param>
    /// <param name="after">The <see cref="RecordPage.Next"/> of the page before; null: the first page.</param>
    /// <param name="pageSize">How many at most, 1 to <see cref="RecordPage.MaxSize"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page. What is parked or put back between two pages may be missed; what stays is listed once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The page size is out of range.</exception>
    Task<RecordPage> ListParkedAsync(RecordFilter? filter = null, Guid? after = null, int pageSize = 100, CancellationToken cancellationToken = default);

    /// <summary>Shows one record with its body and headers.</summary>
    /// <param name="id">The record's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The record; null where there is none, which is what becomes of a record that was sent.</returns>
    Task<RecordDetails?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts parked records back: they are available at once and start afresh, with all their attempts. The relay of this process, if it has
    /// one, takes them at once, others with their next poll. In a lane, what was held behind them waits again, in its order. Mend the cause first.
    /// A second call finds them no longer parked, and refuses.
    /// </summary>
    /// <param name="ids">The records, at most <see cref="RecordResult.MostIds"/>.</param>
    /// <param name="by">Who asks for it; written to the log (event 1401, one for each record).</param>
    /// <param name="reason">Why; written to the log.</param>
    /// <param name="cancellationToken">Ends the wait. Whether the records were put back is then unknown.</param>
    /// <returns>How many were put back, and what became of the others. Refused is what is not parked.</returns>
    /// <exception cref="ArgumentException">There are too many ids, or <paramref name="by"/> is empty.</exception>
    Task<RecordResult> RetryAsync(IReadOnlyCollection<Guid> ids, string by, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts back, as <see cref="RetryAsync"/> does, all parked records that match and were parked before the call began, batch by batch.
    /// </summary>
    /// <param name="filter">Which. An empty filter means all.</param>
    /// <param name="by">Who asks for it; written to the log (event 1401, one for each record).</param>
    /// <param name="reason">Why; written to the log.</param>
    /// <param name="cancellationToken">Stops between two batches; the finished ones stay put back.</param>
    /// <returns>How many were put back.</returns>
    /// <exception cref="ArgumentException"><paramref name="by"/> is empty.</exception>
    Task<int> RetryAllAsync(RecordFilter filter, string by, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives records up, parked or waiting: they are deleted, and their consumers will never see these messages. A record that a relay holds
    /// a lease on is refused, and so is one that waits in a lane and is neither parked nor held: they may be on their way. A record whose lease
    /// has run out is not refused, and may have been sent before its relay died. In a lane, what was held behind them waits again.
    /// </summary>
    /// <param name="ids">The records, at most <see cref="RecordResult.MostIds"/>.</param>
    /// <param name="by">Who asks for it; written to the log (event 1402, one for each record).</param>
    /// <param name="reason">Why; written to the log.</param>
    /// <param name="cancellationToken">Ends the wait. Whether the records were deleted is then unknown.</param>
    /// <returns>How many were deleted, and what became of the others. Refused is what a relay holds, or somebody changed at that moment.</returns>
    /// <exception cref="ArgumentException">There are too many ids, or <paramref name="by"/> or <paramref name="reason"/> is empty.</exception>
    Task<RecordResult> DiscardAsync(IReadOnlyCollection<Guid> ids, string by, string reason, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives up all parked records that match and were parked before the call began, batch by batch. Records that wait are left alone. Their
    /// consumers will never see these messages.
    /// </summary>
    /// <param name="filter">Which. An empty filter means all parked records.</param>
    /// <param name="by">Who asks for it; written to the log (event 1402, one for each record).</param>
    /// <param name="reason">Why; written to the log.</param>
    /// <param name="cancellationToken">Stops between two batches; the finished ones stay deleted.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="ArgumentException"><paramref name="by"/> or <paramref name="reason"/> is empty.</exception>
    Task<int> PurgeAsync(RecordFilter filter, string by, string reason, CancellationToken cancellationToken = default);
}
