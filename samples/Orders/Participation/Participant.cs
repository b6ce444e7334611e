using EdaKit.Sagas.Fencing;
using Microsoft.EntityFrameworkCore;

namespace Orders.Participation;

/// <summary>
/// Does something for an order and undoes it, so that a command that comes after its undo has no effect. There is no SaveChanges here: the inbox saves
/// and commits entries, fence and answers together.
/// </summary>
/// <typeparam name="TDb">The participant's context.</typeparam>
internal sealed class Participant<TDb>(TDb db, IFence<TDb> fence, TimeProvider clock)
    where TDb : DbContext
{
    private const string Operation = "do";

    /// <summary>Makes an entry for an order, unless it was undone before.</summary>
    /// <returns>Whether it was made.</returns>
    public async Task<bool> DoAsync(Guid order, string subject, decimal amount, CancellationToken cancellationToken)
    {
        if (!await fence.EnterAsync(Operation, order, cancellationToken))
            return false;

        // Systems that do not answer, to try what happens then: any subject that ends so.
        if (subject.EndsWith("-AWAY", StringComparison.Ordinal))
            throw new NoAnswerException($"'{subject}' does not answer");

        db.Add(new Entry { Id = Guid.CreateVersion7(), OrderId = order, Subject = subject, Amount = amount, MadeAt = clock.GetUtcNow().UtcDateTime });
        return true;
    }

    /// <summary>Undoes what was done for an order, and sees to it that nothing will be done for it later.</summary>
    public async Task UndoAsync(Guid order, CancellationToken cancellationToken)
    {
        if (!await fence.CloseAsync(Operation, order, cancellationToken))
            return;

        foreach (var entry in await db.Set<Entry>().Where(entry => entry.OrderId == order && entry.UndoneAt == null).ToListAsync(cancellationToken))
            entry.UndoneAt = clock.GetUtcNow().UtcDateTime;
    }
}
