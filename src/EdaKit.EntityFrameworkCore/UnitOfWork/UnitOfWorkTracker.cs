using System.Runtime.CompilerServices;
using System.Transactions;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>Knows which participants take part in which context's unit of work. One per container, safe for use by many threads.</summary>
public sealed class UnitOfWorkTracker
{
    // Weak, because a pooled context outlives its scope and an abandoned one must not live on here.
    private readonly ConditionalWeakTable<DbContext, List<Participation>> _participations = [];
    private readonly ConditionalWeakTable<DbContext, StrongBox<Guid>> _foreignTransactions = [];

    /// <summary>Lets a participant take part in what a context saves, until the answer is disposed.</summary>
    /// <param name="context">The context. Its options must have been configured by <c>AddUnitOfWork</c>.</param>
    /// <param name="participant">The participant.</param>
    /// <returns>A handle that ends the participation.</returns>
    public IDisposable Join(DbContext context, IUnitOfWorkParticipant participant)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(participant);

        var list = _participations.GetOrCreateValue(context);
        var participation = new Participation(context, list, participant);
        lock (list)
            list.Add(participation);

        return participation;
    }

    /// <summary>Notes that a context works in a transaction that the application began on the connection itself.</summary>
    internal void UsesForeign(DbContext? context, Guid transaction)
    {
        if (context is not null)
            _foreignTransactions.AddOrUpdate(context, new(transaction));
    }

    /// <summary>Whether the end of the transaction that a save is part of will be seen.</summary>
    internal bool HearsOfCommit(DbContext? context) =>
        context?.Database.CurrentTransaction is { } transaction
            ? !_foreignTransactions.TryGetValue(context, out var foreign) || foreign.Value != transaction.TransactionId
            : !IsAmbient(context);

    /// <summary>Whether a context works in a transaction of <c>System.Transactions</c>, whose end EF Core does not see.</summary>
    internal static bool IsAmbient(DbContext? context) =>
        Transaction.Current is not null || context?.Database.GetEnlistedTransaction() is not null;

    internal void Each(DbContext? context, Action<Participation> tell)
    {
        if (context is null || !_participations.TryGetValue(context, out var list))
            return;

        Participation[] participations;
        lock (list)
            participations = [.. list];

        foreach (var participation in participations)
            tell(participation);
    }
}
