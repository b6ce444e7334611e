using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>One participant in one context's unit of work. It sees to it that every save that began also ends for the participant.</summary>
internal sealed class Participation : IDisposable
{
    private readonly DbContext _context;
    private readonly List<Participation> _list;
    private readonly IUnitOfWorkParticipant _participant;
    private bool _isSaving;

    public Participation(DbContext context, List<Participation> list, IUnitOfWorkParticipant participant)
    {
        _context = context;
        _list = list;
        _participant = participant;

        // The context's own event, since EF Core does not tell interceptors of a save that fails because somebody else changed a row.
        context.SaveChangesFailed += OnSaveChangesFailed;
    }

    public void Saving()
    {
        // What another interceptor throws as a save begins is told to nobody; the participant's entities would be added a second time now.
        SaveFailed();

        _isSaving = true;
        _participant.Saving(_context);
    }

    public void Saved()
    {
        _isSaving = false;
        _participant.Saved(_context);
    }

    public void SaveFailed()
    {
        if (!_isSaving)
            return;

        _isSaving = false;
        _participant.SaveFailed(_context);
    }

    public void Committed() => _participant.Committed();

    public void Dispose()
    {
        _context.SaveChangesFailed -= OnSaveChangesFailed;

        lock (_list)
            _list.Remove(this);
    }

    private void OnSaveChangesFailed(object? sender, SaveChangesFailedEventArgs failure) => SaveFailed();
}
