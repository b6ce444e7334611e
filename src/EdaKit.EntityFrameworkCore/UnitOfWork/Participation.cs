using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>One participant in one context's unit of work. It sees to it that every save that began also ends for the participant.</summary>
internal sealed class Participation : IDisposable
{
    private readonly DbContext _context;
    private readonly ContextWork _work;
    private readonly IUnitOfWorkParticipant _participant;
    private bool _isSaving;
    private Guid? _openTransaction;

    public Participation(DbContext context, ContextWork work, IUnitOfWorkParticipant participant)
    {
        _context = context;
        _work = work;
        _participant = participant;

        // The context's own event, since EF Core does not tell interceptors of a save that fails because somebody else changed a row.
        context.SaveChangesFailed += OnSaveChangesFailed;
    }

    public IUnitOfWorkParticipant Participant => _participant;

    public void Saving(bool hearsOfCommit)
    {
        // What another interceptor throws as a save begins is told to nobody; the participant's entities would be added a second time now.
        SaveFailed();

        SeeAbandoned();

        _isSaving = true;
        _participant.Saving(_context, hearsOfCommit);
    }

    /// <summary>A transaction that is disposed without a commit is told to nobody either: it shows when something is saved outside it.</summary>
    public void SeeAbandoned()
    {
        if (_openTransaction is { } open && _context.Database.CurrentTransaction?.TransactionId != open)
            RolledBack(open);
    }

    public void Saved()
    {
        _isSaving = false;
        _participant.Saved(_context);

        if (_context.Database.CurrentTransaction is { } transaction)
            _openTransaction = transaction.TransactionId;
        else if (!UnitOfWorkTracker.IsAmbient(_context))
            _participant.Committed();
    }

    public void SaveFailed()
    {
        if (!_isSaving)
            return;

        _isSaving = false;
        _participant.SaveFailed(_context);
    }

    public void Committed(Guid transaction)
    {
        // EF Core's own transaction around a single save commits before the save is reported, and is nobody's open transaction.
        if (_openTransaction != transaction)
            return;

        _openTransaction = null;
        _participant.Committed();
    }

    public void RolledBack(Guid transaction)
    {
        if (_openTransaction != transaction)
            return;

        _openTransaction = null;
        _participant.RolledBack();
    }

    public void RolledBackToSavepoint(Guid transaction)
    {
        if (_openTransaction == transaction)
            _participant.RolledBackToSavepoint();
    }

    public void Dispose()
    {
        _context.SaveChangesFailed -= OnSaveChangesFailed;
        _work.Leave(this);

        // Of a save that fails before it begins to send, as where the context finds two entities with one key, nobody is told.
        SaveFailed();
    }

    private void OnSaveChangesFailed(object? sender, SaveChangesFailedEventArgs failure)
    {
        _work.SaveEnded(_context);
        SaveFailed();
    }
}
