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

    public void Saving(DbContext context)
    {
        Told.Add("saving");
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

    private void Detach(DbContext context)
    {
        foreach (var trace in _saving)
            context.Entry(trace).State = EntityState.Detached;

        _saving = [];
    }
}
