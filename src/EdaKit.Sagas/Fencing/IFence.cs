using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Fencing;

/// <summary>
/// Keeps the order of a command and its undo at a participant, whichever arrives first. An undo that comes before its command closes the
/// operation, and the command that comes late is told to have no effect.
/// </summary>
/// <remarks>
/// <para>Both calls write into the transaction of <typeparamref name="TDb"/>, so the answer holds if and only if that transaction commits. When a command
/// and its undo run at the same time, in this process or in another one, the second waits until the transaction of the first has ended: never is a
/// command let in while its undo is told that there is nothing to undo. Call it before the effect, as that is what it decides.</para>
/// <para>It is scoped, and for one caller at a time, like the context. It stands beside the inbox and does not replace it: a command that is let in a second
/// time, under another message id, is let in again.</para>
/// </remarks>
/// <typeparam name="TDb">The participant's context, named in <c>eda.UseFence&lt;TDb&gt;()</c>.</typeparam>
public interface IFence<TDb>
    where TDb : DbContext
{
    /// <summary>Asks whether a command may still have its effect, and remembers that it had. The command's consumer calls it.</summary>
    /// <param name="operation">What is done and undone, such as <c>book-flight</c>: 1 to 200 characters, the same for command and undo. Case matters.</param>
    /// <param name="key">Which of them, such as the trip's id. Not empty.</param>
    /// <param name="cancellationToken">Ends the wait. The transaction is then of no more use on PostgreSQL.</param>
    /// <returns>True: go on. False: the undo came first, so have no effect, and refuse or answer nothing.</returns>
    /// <exception cref="ArgumentException">The operation is empty or too long, or the key is empty.</exception>
    /// <exception cref="InvalidOperationException">The context has no transaction, or its model has no fence.</exception>
    Task<bool> EnterAsync(string operation, Guid key, CancellationToken cancellationToken);

    /// <summary>Closes an operation for its command, and asks whether the command came before. The undo's consumer calls it.</summary>
    /// <param name="operation">What is undone, as the command's consumer names it.</param>
    /// <param name="key">Which of them. Not empty.</param>
    /// <param name="cancellationToken">Ends the wait. The transaction is then of no more use on PostgreSQL.</param>
    /// <returns>
    /// True: the command was let in, so there may be something to undo. False: it was not, and will not be. A second call gives the same answer, so
    /// an undo that runs twice must bear to find its work done.
    /// </returns>
    /// <exception cref="ArgumentException">The operation is empty or too long, or the key is empty.</exception>
    /// <exception cref="InvalidOperationException">The context has no transaction, or its model has no fence.</exception>
    Task<bool> CloseAsync(string operation, Guid key, CancellationToken cancellationToken);
}
