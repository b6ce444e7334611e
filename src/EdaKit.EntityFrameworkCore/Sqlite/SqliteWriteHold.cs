using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.Sqlite;

/// <summary>
/// A context's hold on the gate of its file. A transaction and a single command may need it, one inside the other; it is given back when
/// neither does any more.
/// </summary>
internal sealed class SqliteWriteHold(SqliteWriteGates gates)
{
    [Flags]
    public enum Reason
    {
        None = 0,
        Transaction = 1,
        Command = 2,
    }

    private Reason _reasons;
    private SqliteWriteGate? _gate;

    public bool Has(Reason reason) => (_reasons & reason) != Reason.None;

    public async Task TakeAsync(DbContext context, Reason reason, CancellationToken cancellationToken)
    {
        if (GateToEnter(context) is { } gate)
        {
            await gate.EnterAsync(cancellationToken);
            _gate = gate;
        }

        if (_gate is not null)
            _reasons |= reason;
    }

    public void Take(DbContext context, Reason reason)
    {
        if (GateToEnter(context) is { } gate)
        {
            gate.Enter();
            _gate = gate;
        }

        if (_gate is not null)
            _reasons |= reason;
    }

    public void Drop(Reason reason)
    {
        if (_gate is null)
            return;

        _reasons &= ~reason;

        if (_reasons == Reason.None)
        {
            var gate = _gate;
            _gate = null;
            gate.Leave();
        }
    }

    // A transaction that the application began by itself holds SQLite's own lock already: whoever has the gate waits for that lock, so that
    // asking for the gate now would make each wait for the other.
    private SqliteWriteGate? GateToEnter(DbContext context) =>
        _gate is null && context.Database.CurrentTransaction is null ? gates.Of(context.Database.GetDbConnection()) : null;
}
