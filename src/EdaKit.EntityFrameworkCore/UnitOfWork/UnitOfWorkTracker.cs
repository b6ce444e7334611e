using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>Knows which participants take part in which context's unit of work. One per container, safe for use by many threads.</summary>
public sealed class UnitOfWorkTracker
{
    // Weak, because a pooled context outlives its scope and an abandoned one must not live on here.
    private readonly ConditionalWeakTable<DbContext, List<IUnitOfWorkParticipant>> _participants = [];

    /// <summary>Lets a participant take part in what a context saves, until the answer is disposed.</summary>
    /// <param name="context">The context. Its options must have been configured by <c>AddUnitOfWork</c>.</param>
    /// <param name="participant">The participant.</param>
    /// <returns>A handle that ends the participation.</returns>
    public IDisposable Join(DbContext context, IUnitOfWorkParticipant participant)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(participant);

        var list = _participants.GetOrCreateValue(context);
        lock (list)
            list.Add(participant);

        return new Participation(list, participant);
    }

    internal void Each(DbContext? context, Action<IUnitOfWorkParticipant> act)
    {
        if (context is null || !_participants.TryGetValue(context, out var list))
            return;

        IUnitOfWorkParticipant[] participants;
        lock (list)
            participants = [.. list];

        foreach (var participant in participants)
            act(participant);
    }

    private sealed class Participation(List<IUnitOfWorkParticipant> list, IUnitOfWorkParticipant participant) : IDisposable
    {
        public void Dispose()
        {
            lock (list)
                list.Remove(participant);
        }
    }
}
