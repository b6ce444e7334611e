using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>
/// Something that is stored together with what a <see cref="DbContext"/> saves: captured messages, journal rows, a timeline.
/// </summary>
/// <remarks>
/// An implementer keeps what it has to store outside the change tracker, adds it when the context saves and takes it out again afterwards,
/// so that <c>ChangeTracker.Clear()</c> loses nothing. The calls come on the thread that saves, one after the other, never two at once.
/// </remarks>
public interface IUnitOfWorkParticipant
{
    /// <summary>The context is about to save. Entities added to it now go into the same batch and the same transaction.</summary>
    /// <param name="context">The context that saves.</param>
    /// <param name="hearsOfCommit">
    /// Whether <see cref="Committed"/> will be called for certain when this save is committed. False within an ambient
    /// <see cref="System.Transactions.TransactionScope"/> and within a transaction that the application began on the connection itself
    /// (<c>UseTransaction</c>): their end may go unseen.
    /// </param>
    void Saving(DbContext context, bool hearsOfCommit);

    /// <summary>The context has saved. Inside an explicit transaction this is not yet the commit.</summary>
    /// <param name="context">The context that saved.</param>
    void Saved(DbContext context);

    /// <summary>Saving failed or was cancelled. The application may correct its data and save again, so nothing may be forgotten.</summary>
    /// <param name="context">The context that could not save.</param>
    void SaveFailed(DbContext context);

    /// <summary>
    /// All that was saved since the last end of a transaction is committed: other connections can see it. It follows
    /// <see cref="Saved"/>, at once or when the application commits its transaction.
    /// </summary>
    void Committed();

    /// <summary>
    /// All that was saved since the last end of a transaction is gone, or nobody knows: the transaction was rolled back, its commit failed,
    /// or it was abandoned, which shows only when the context saves again.
    /// </summary>
    void RolledBack();

    /// <summary>
    /// Of what was saved in the transaction that is open, the part after a savepoint is gone; which part, EF Core does not tell. What is left
    /// of it may still be committed.
    /// </summary>
    void RolledBackToSavepoint();

    /// <summary>
    /// The unit of work begins anew: what was not saved, and what was saved in a transaction that is gone, belongs to an attempt that failed. Whoever
    /// keeps anything between saves must forget it, or the next attempt would store it a second time. By default nothing is kept.
    /// </summary>
    void Discard()
    {
    }
}
