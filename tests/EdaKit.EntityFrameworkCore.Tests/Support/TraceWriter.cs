using EdaKit.EntityFrameworkCore.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.Tests.Support;

/// <summary>A participant that stores a trace with every save, as the outbox stores its records, and notes what it is told.</summary>
public sealed class TraceWriter : IUnitOfWorkParticipant
{
    private readonly Queue<string> _pending = new();
    private Trace[] _saving = [];

    public List<string> Told { get; } = [];

    /// <summary>What it wants stored with the next save.</summary>
    public void Add(string text) => _pending.Enqueue(text);

    /// <summary>What it was told of the commit as a save began.</summary>
    public bool? HearsOfCommit { get; private set; }

    public void Saving(DbContext context, bool hearsOfCommit)
    {
        Told.Add("saving");
        HearsOfCommit = hearsOfCommit;
        _saving = [.. _pending.Select(text => new Trace { Text = text })];
        context.AddRange(_saving.AsEnumerable<object>());
    }

    public void Saved(DbContext context)
    {
        Told.Add("saved");
        Detach(context);
        _pending.Clear();
    }

    public void SaveFailed(DbContext context)
    {
        Told.Add("failed");
        Detach(context);
    }

    public void Committed() => Told.Add("committed");

    public void RolledBack() => Told.Add("rolled back");

    public void RolledBackToSavepoint() => Told.Add("rolled back to a savepoint");

    private void Detach(DbContext context)
    {
        foreach (var trace in _saving)
            context.Entry(trace).State = EntityState.Detached;

        _saving = [];
    }
}
