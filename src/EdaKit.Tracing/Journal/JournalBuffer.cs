using System.Data.Common;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using EdaKit.Journal;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Tracing.Journal;

/// <summary>The entries of one scope that wait for its context to save. They ride in the save's own command.</summary>
internal sealed class JournalBuffer<TDb> : IJournal<TDb>, IStatementParticipant, IDisposable
    where TDb : DbContext
{
    private readonly string _service;
    private readonly IDisposable _participation;
    private readonly List<JournalEntry> _pending = [];
    private JournalEntry[] _saving = [];

    public JournalBuffer(TDb context, UnitOfWorkTracker unitOfWork, JournalBinding<TDb> binding)
    {
        _service = binding.Options.Service;
        _participation = unitOfWork.Join(context, this);
    }

    public bool HasStatements => _saving.Length > 0;

    public void Add(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);

        entry.Service = _service;
        lock (_pending)
            _pending.Add(entry);
    }

    public void Discard()
    {
        lock (_pending)
            _pending.Clear();
    }

    public void Saving(DbContext context, bool hearsOfCommit)
    {
        lock (_pending)
            _saving = [.. _pending];
    }

    public string WriteStatements(DbContext context, DbCommand command) => JournalSql.For(context).Insert.Write(command, _saving);

    // What was written down while the save was under way is not in it, and stays for the next one.
    public void Saved(DbContext context)
    {
        lock (_pending)
            _pending.RemoveRange(0, _saving.Length);

        _saving = [];
    }

    public void SaveFailed(DbContext context) => _saving = [];

    public void Committed()
    {
    }

    public void RolledBack()
    {
    }

    public void RolledBackToSavepoint()
    {
    }

    public void Dispose() => _participation.Dispose();
}
