using System.Runtime.CompilerServices;
using System.Transactions;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>Knows which participants take part in which context's unit of work. One per container, safe for use by many threads.</summary>
public sealed class UnitOfWorkTracker
{
    // Weak, because a pooled context outlives its scope and an abandoned one must not live on here.
    private readonly ConditionalWeakTable<DbContext, ContextWork> _works = [];

    /// <summary>Lets a participant take part in what a context saves, until the answer is disposed.</summary>
    /// <param name="context">The context. Its options must have been configured by <c>AddUnitOfWork</c>.</param>
    /// <param name="participant">The participant.</param>
    /// <returns>A handle that ends the participation.</returns>
    public IDisposable Join(DbContext context, IUnitOfWorkParticipant participant)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(participant);

        var work = OfAny(context);
        var participation = new Participation(context, work, participant);
        work.Join(participation);
        return participation;
    }

    /// <summary>
    /// Saves a context and commits its transaction. On PostgreSQL the commit goes with the save's last command, which spares a round trip, where
    /// nobody could tell the difference: all of that command inserts, and neither the context nor an interceptor of the application has anything
    /// to say after the save or about the commit.
    /// </summary>
    /// <param name="context">A context with a transaction of its own. A savepoint that EF Core would make for this save is left out.</param>
    /// <param name="hasMore">Asked once after the save: whether something came up meanwhile that has to be saved as well.</param>
    /// <param name="cancellationToken">Ends the wait. Whether it was committed is then unknown.</param>
    /// <returns>When it is committed.</returns>
    /// <exception cref="InvalidOperationException">The context has no transaction.</exception>
    public async Task SaveAndCommitAsync(DbContext context, Func<bool> hasMore, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(hasMore);

        var transaction = context.Database.CurrentTransaction
            ?? throw new InvalidOperationException($"'{context.GetType().Name}' has no transaction to commit. Begin one with Database.BeginTransactionAsync.");
        var savepoints = context.Database.AutoSavepointsEnabled;
        var work = OfAny(context);
        context.Database.AutoSavepointsEnabled = false;

        try
        {
            work.BeginLastSave(mayCommit: !work.HasSingleWriter && SaveAudience.IsEmpty(context));
            await context.SaveChangesAsync(cancellationToken);

            if (hasMore())
                await context.SaveChangesAsync(cancellationToken);
        }
        finally
        {
            work.SaveEnded(context);
            context.Database.AutoSavepointsEnabled = savepoints;
        }

        if (!work.HasCommitted)
        {
            await transaction.CommitAsync(cancellationToken);
            return;
        }

        var id = transaction.TransactionId;
        await transaction.DisposeAsync();
        work.Each(participation => participation.Committed(id));
    }

    /// <summary>
    /// Lets a unit of work begin anew on the same context after an attempt that failed: what the context tracks is cleared, and participants
    /// forget what they keep for its next save, such as messages. For what an execution strategy of the application repeats: call it there at the beginning, before
    /// anything is published. Before the first attempt it changes nothing, unless something waits for a save already.
    /// </summary>
    /// <param name="context">A context without a transaction.</param>
    public void StartOver(DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        context.ChangeTracker.Clear();
        Of(context)?.Each(participation => participation.Participant.Discard());
    }

    /// <summary>
    /// Those who take part in a context's saves by statements of their own. Whoever stores in a transaction of which the context knows nothing has them store there too,
    /// and tells them of all that a save of the context would tell them. Of a transaction of the context that was abandoned they have heard by then.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <returns>The participants, in the order in which they joined; none where nobody has.</returns>
    public IReadOnlyList<IStatementParticipant> StatementsOf(DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var work = Of(context);
        work?.Each(participation => participation.SeeAbandoned());
        return [.. work?.StatementParticipants() ?? []];
    }

    /// <summary>What is known of a context in whose saves somebody takes part; null of others.</summary>
    internal ContextWork? Of(DbContext? context) => context is not null && _works.TryGetValue(context, out var work) ? work : null;

    /// <summary>What is known of any context.</summary>
    internal ContextWork OfAny(DbContext context) => _works.GetValue(context, static known => new(known));

    /// <summary>Whether the end of the transaction that a save is part of will be seen.</summary>
    internal static bool HearsOfCommit(DbContext context, ContextWork work) =>
        context.Database.CurrentTransaction is { } transaction ? work.ForeignTransaction != transaction.TransactionId : !IsAmbient(context);

    /// <summary>Whether a context works in a transaction of <c>System.Transactions</c>, whose end EF Core does not see.</summary>
    internal static bool IsAmbient(DbContext context) =>
        Transaction.Current is not null || context.Database.GetEnlistedTransaction() is not null;
}
