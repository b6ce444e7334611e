using System.Data.Common;
using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>What is known of one context: who takes part in its saves, and what the save under way still has to run.</summary>
internal sealed class ContextWork(DbContext context)
{
    private readonly bool _hasSingleWriter = StoreDialect.Of(context) is { HasSingleWriter: true };
    private readonly List<Participation> _participations = [];
    private AutoTransactionBehavior? _before;
    private bool _owesStatements;
    private bool _isSaving;
    private bool _isCommitting;
    private bool _isLastInsert;

    /// <summary>Whether only one connection at a time may write.</summary>
    public bool HasSingleWriter => _hasSingleWriter;

    /// <summary>A transaction that the application began on the connection itself, whose end may go unseen.</summary>
    public Guid? ForeignTransaction { get; set; }

    /// <summary>Whether statements of participants wait for a command to run with.</summary>
    public bool OwesStatements => _owesStatements;

    /// <summary>Whether it matters here what a save sends.</summary>
    public bool IsConcerned => _owesStatements || _isCommitting;

    /// <summary>Whether something is to run with the command that is about to be sent.</summary>
    public bool HasStatements => _owesStatements || (_isCommitting && _isLastInsert);

    /// <summary>Whether the save under way has committed its transaction with its last command.</summary>
    public bool HasCommitted { get; private set; }

    /// <summary>The next save is the last one of its transaction.</summary>
    /// <param name="mayCommit">Whether it may commit with its last command.</param>
    public void BeginLastSave(bool mayCommit)
    {
        _isCommitting = mayCommit;
        HasCommitted = false;
    }

    public void Join(Participation participation)
    {
        lock (_participations)
            _participations.Add(participation);
    }

    public void Leave(Participation participation)
    {
        lock (_participations)
            _participations.Remove(participation);
    }

    public void Each(Action<Participation> tell)
    {
        foreach (var participation in Snapshot())
            tell(participation);
    }

    public void Saving(DbContext context, bool hearsOfCommit)
    {
        var isCommitting = _isCommitting;
        SaveEnded(context);
        _isCommitting = isCommitting;

        foreach (var participation in Snapshot())
            participation.Saving(hearsOfCommit);

        _owesStatements = Statements().Any();
        _isSaving = true;
    }

    /// <summary>
    /// A command of the save is about to be sent, and participants' statements with it: sees to it that they stand in one transaction. PostgreSQL
    /// makes the statements of one command a transaction by itself. That is enough where the save has one command and all of it inserts, which
    /// fail by an error or not at all, and it spares two messages and a round trip. Whether an update or a delete found its row, EF Core sees
    /// when the command is over: it must not be committed by then. SQLite commits statement by statement.
    /// </summary>
    /// <param name="context">The context that saves.</param>
    /// <param name="isLast">Whether it is the save's last command.</param>
    /// <param name="isInserts">Whether all of it inserts.</param>
    public void Sending(DbContext context, bool isLast, bool isInserts)
    {
        _isLastInsert = isLast && isInserts;

        if (!_owesStatements || _before is not null || context.Database.AutoTransactionBehavior == AutoTransactionBehavior.Always)
            return;

        _before = context.Database.AutoTransactionBehavior;
        context.Database.AutoTransactionBehavior = _isLastInsert && !_hasSingleWriter ? AutoTransactionBehavior.Never : AutoTransactionBehavior.Always;
    }

    /// <summary>The save has nothing to send, so participants' statements go alone.</summary>
    public void SendingAlone() => _isLastInsert = true;

    /// <summary>Has the participants' statements run with a command of the save, where they have not run in its transaction yet.</summary>
    public void RunWith(DbContext context, DbCommand command)
    {
        List<string> statements = [.. _owesStatements ? Statements().Select(participant => participant.WriteStatements(context, command)) : []];
        _owesStatements = false;

        if (_isCommitting && _isLastInsert)
        {
            statements.Add("commit");
            HasCommitted = true;
        }

        // On PostgreSQL EF Core counts the rows of statements by their place in the command, so its own come first. SQLite runs what comes
        // after the last result only as the reader closes, where its errors are swallowed: there ours come first.
        var ours = string.Join(";\n", statements);
        command.CommandText = command.CommandText.Length == 0 ? ours
            : _hasSingleWriter ? $"{ours};\n{command.CommandText}"
            : $"{command.CommandText.TrimEnd()}\n{ours}";
    }

    /// <summary>What the statements did is undone: the command failed, or its transaction. Should the save be repeated, they run again.</summary>
    public void StatementsUndone() => _owesStatements = _isSaving && Statements().Any();

    /// <summary>The save is over, one way or the other.</summary>
    public void SaveEnded(DbContext context)
    {
        _owesStatements = false;
        _isSaving = false;
        _isCommitting = false;
        _isLastInsert = false;

        if (_before is not { } before)
            return;

        context.Database.AutoTransactionBehavior = before;
        _before = null;
    }

    /// <summary>Those who store by statements of their own, in the order in which they joined.</summary>
    public IEnumerable<IStatementParticipant> StatementParticipants() => Snapshot().Select(participation => participation.Participant).OfType<IStatementParticipant>();

    private IEnumerable<IStatementParticipant> Statements() => StatementParticipants().Where(participant => participant.HasStatements);

    private Participation[] Snapshot()
    {
        lock (_participations)
            return [.. _participations];
    }
}
