using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.Sqlite;

/// <summary>
/// A context's hold on the gate of its file. Saving, a transaction and a single command each may need it, one inside the other; it is
/// given back when none of them does any more.
/// </summary>
internal sealed class SqliteWriteHold(SqliteWriteGates gates)
{
    [Flags]
    public enum Reason
    {
        None = 0,
        Save = 1,
        Transaction = 2,
        Command = 4,
    }

    private Reason _reasons;
    private SqliteWriteGate? _gate;

    public async Task TakeAsync(DbContext context, Reason reason, CancellationToken cancellationToken)
    {
        if (_reasons == Reason.None)
        {
            var gate = gates.Of(context.Database.GetDbConnection());
            await gate.EnterAsync(cancellationToken);
            _gate = gate;
        }

        _reasons |= reason;
    }

    public void Take(DbContext context, Reason reason)
    {
        if (_reasons == Reason.None)
        {
            var gate = gates.Of(context.Database.GetDbConnection());
            gate.Enter();
            _gate = gate;
        }

        _reasons |= reason;
    }

    public void Drop(Reason reason)
    {
        if (_reasons == Reason.None)
            return;

        _reasons &= ~reason;

        if (_reasons == Reason.None)
        {
            _gate!.Leave();
            _gate = null;
        }
    }
}
