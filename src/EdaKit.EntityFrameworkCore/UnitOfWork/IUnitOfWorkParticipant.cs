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
    void Saving(DbContext context);

    /// <summary>The context has saved. Inside an explicit transaction this is not yet the commit.</summary>
    /// <param name="context">The context that saved.</param>
    void Saved(DbContext context);

    /// <summary>Saving failed or was cancelled. The application may correct its data and save again, so nothing may be forgotten.</summary>
    /// <param name="context">The context that could not save.</param>
    void SaveFailed(DbContext context);

    /// <summary>
    /// What was saved is committed: other connections can see it. The context's transactions are reported as they commit, so the call may
    /// come when nothing was saved, before <see cref="Saved"/> for the transaction of a single save, and more than once.
    /// </summary>
    void Committed();
}
