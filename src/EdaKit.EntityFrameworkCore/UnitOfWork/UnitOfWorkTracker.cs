using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>Knows which participants take part in which context's unit of work. One per container, safe for use by many threads.</summary>
public sealed class UnitOfWorkTracker
{
    // Weak, because a pooled context outlives its scope and an abandoned one must not live on here.
    private readonly ConditionalWeakTable<DbContext, List<Participation>> _participations = [];

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
