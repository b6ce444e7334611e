using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Locking;

/// <summary>
/// Marks business objects as being worked on, so that others do not act on them meanwhile: a seat, an account, a customer's basket. A mark is data
/// that commits with the rest, not a lock of the database; it holds as long as its owner needs, and nobody waits in a transaction for it.
/// </summary>
/// <remarks>
/// <para>A step saga takes its locks by itself: <c>flow.Lock(…)</c>. This is for readers, who want to know who works on an object and for how long, and for code that
/// is no step saga and that must not act on what somebody else works on.</para>
/// <para>Whoever acts on the object has to ask: the database does not keep anybody from it. A lock has no end of its own; its owner releases it.</para>
/// <para>Who takes several locks in one transaction takes them in the same order everywhere, such as by name; otherwise two transactions could wait for each
/// other, and the database would end one of them. It is scoped, and for one caller at a time, like the context.</para>
/// </remarks>
/// <typeparam name="TDb">The context that keeps the sagas, named in <c>eda.UseSagas&lt;TDb&gt;()</c>.</typeparam>
public interface ISemanticLocks<TDb>
    where TDb : DbContext
{
    /// <summary>Locks a resource, in the transaction of the context: the lock is there if and only if that commits.</summary>
    /// <param name="resource">What is locked, such as <c>seat/12A</c>: 1 to 200 characters. Case matters.</param>
    /// <param name="owner">Who locks it.</param>
    /// <param name="cancellationToken">Ends the wait for a transaction that locks or releases it at this moment. The transaction is then of no more use on PostgreSQL.</param>
    /// <returns>True: the owner has it, also where it had it before. False: somebody else has it. The transaction goes on in both cases.</returns>
    /// <exception cref="ArgumentException">The resource or the owner's name is empty or too long, or the owner's id is empty.</exception>
    /// <exception cref="InvalidOperationException">The context has no transaction, or its model has no table for locks.</exception>
    Task<bool> TryLockAsync(string resource, SemanticLockOwner owner, CancellationToken cancellationToken);

    /// <summary>Releases a resource, in the transaction of the context. A second call changes nothing.</summary>
    /// <param name="resource">What is locked.</param>
    /// <param name="owner">Who holds it. Nobody else's lock is released.</param>
    /// <param name="cancellationToken">Ends the wait. The transaction is then of no more use on PostgreSQL.</param>
    /// <returns>True: it was released. False: the owner did not have it.</returns>
    /// <exception cref="ArgumentException">As with <see cref="TryLockAsync"/>.</exception>
    /// <exception cref="InvalidOperationException">The context has no transaction, or its model has no table for locks.</exception>
    Task<bool> ReleaseAsync(string resource, SemanticLockOwner owner, CancellationToken cancellationToken);

    /// <summary>Releases all that an owner holds, in the transaction of the context: for a state machine that has ended, or an owner that will not come back.</summary>
    /// <param name="owner">Who holds it.</param>
    /// <param name="cancellationToken">Ends the wait. The transaction is then of no more use on PostgreSQL.</param>
    /// <returns>How many were released.</returns>
    /// <exception cref="ArgumentException">The owner's name is empty or too long, or its id is empty.</exception>
    /// <exception cref="InvalidOperationException">The context has no transaction, or its model has no table for locks.</exception>
    Task<int> ReleaseAllAsync(SemanticLockOwner owner, CancellationToken cancellationToken);

    /// <summary>Looks who holds a resource, and for how long. It needs no transaction; what it finds may be released at the next moment.</summary>
    /// <param name="resource">What may be locked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The lock, or null where nobody has it.</returns>
    /// <exception cref="ArgumentException">The resource is empty or too long.</exception>
    /// <exception cref="InvalidOperationException">The context's model has no table for locks.</exception>
    Task<SemanticLock?> FindAsync(string resource, CancellationToken cancellationToken);
}
