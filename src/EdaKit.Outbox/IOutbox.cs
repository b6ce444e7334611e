using System.Data.Common;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox;

/// <summary>
/// Publishes and sends in a unit of work: what is handed to it is stored with the work, in the same transaction, and sent after the commit. The
/// transaction is that of the outbox's context, or one of the application's own: see <see cref="SaveAsync"/>. It belongs to its scope.
/// </summary>
/// <remarks>
/// <para>This type can be injected where the process has one outbox; with several, <see cref="IOutbox{TDb}"/> says which.</para>
/// <para>Delivery is at least once; a consumer behind an inbox sees an effect once. A message whose scope ends before it is saved is dropped,
/// logged as a warning and counted in <c>edakit.outbox.unsaved</c>. Publishing and sending are safe for concurrent calls within a scope; saving is not.</para>
/// <para>What a save that failed did not store stays with the scope, for the next one. So code that publishes within <c>ExecuteAsync</c> of an execution strategy, which
/// may repeat it, begins there with <see cref="UnitOfWorkTracker.StartOver"/> in place of <c>ChangeTracker.Clear()</c>: otherwise each attempt adds its messages to those
/// of the one before.</para>
/// </remarks>
public interface IOutbox : IPublishEndpoint, ISendEndpointProvider
{
    /// <summary>
    /// The transaction that is open on the outbox's context, null where there is none. In a consumer behind the inbox it is the inbox's: work that
    /// is done with it and its connection, by Dapper or plain ADO.NET, commits with the message's effects. Do not end it there; the inbox does.
    /// </summary>
    DbTransaction? Transaction { get; }

    /// <summary>
    /// Schedules and cancels in the same unit of work: a scheduled message is stored with the work, and sent when its time has come by the
    /// database's clock; a cancellation takes effect with the save. Works whatever <c>Scheduling.Enabled</c> says.
    /// </summary>
    IMessageScheduler Scheduler { get; }

    /// <summary>
    /// Stores what was published and sent in a transaction that the application has begun itself, by Dapper, Marten or plain ADO.NET, and leaves the
    /// commit to it. The relay looks for the messages when the scope ends, or with its next poll; <see cref="CommitAsync"/> is faster.
    /// </summary>
    /// <remarks>
    /// The transaction must be on the database that holds the outbox's tables, with the outbox's kind of connection. When it rolls back, its
    /// messages are gone with it. A second call stores what has come since the first. On SQLite the transaction has to hold the write lock
    /// (<c>BEGIN IMMEDIATE</c>, the default of <c>SqliteConnection.BeginTransaction</c>), and does not queue with EdaKit's own units of work.
    /// </remarks>
    /// <param name="transaction">An open transaction.</param>
    /// <param name="cancellationToken">Ends the wait. What was not stored stays with the scope.</param>
    /// <returns>A task that ends when the messages are stored.</returns>
    /// <exception cref="ArgumentException">The transaction has ended already.</exception>
    /// <exception cref="DbException">The database refused. What was not stored stays with the scope.</exception>
    Task SaveAsync(DbTransaction transaction, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores what was published and sent in a transaction that the application has begun itself, commits it, and hands the messages to the relay
    /// of this process at once.
    /// </summary>
    /// <remarks>
    /// As <see cref="SaveAsync"/>. Where the commit fails, the exception is the database's, and the relay finds out what is stored. Beside an open transaction of the
    /// context, such as the inbox's in a consumer, the relay is told to look for the messages; what was saved in that one waits for its end.
    /// </remarks>
    /// <param name="transaction">An open transaction.</param>
    /// <param name="cancellationToken">Ends the wait. Whether the transaction was committed may then be unknown, as with any commit.</param>
    /// <returns>A task that ends when the transaction is committed.</returns>
    /// <exception cref="ArgumentException">The transaction has ended already.</exception>
    /// <exception cref="DbException">The database refused.</exception>
    Task CommitAsync(DbTransaction transaction, CancellationToken cancellationToken = default);
}

/// <summary>
/// The outbox of one context: what is handed to it is stored when that context saves, in the same transaction, and sent after the commit.
/// Inject it in the same scope as the context.
/// </summary>
/// <remarks>
/// With one outbox context in the process, MassTransit's own <see cref="IPublishEndpoint"/> and <see cref="ISendEndpointProvider"/> do the
/// same. With several, code outside consumers must say which one it means by injecting this.
/// </remarks>
/// <typeparam name="TDb">The context.</typeparam>
public interface IOutbox<TDb> : IOutbox
    where TDb : DbContext;
