using Microsoft.EntityFrameworkCore;

namespace Retail.Before.Books;

/// <summary>Does a service's part for an order, and undoes it. Both may be asked for again, and in any order.</summary>
/// <remarks>
/// A caller that had no answer in time undoes what is perhaps still being done. So an undo leaves an entry even where it finds none, and
/// what comes too late meets that entry and is refused. Otherwise it would stay done for an order that is cancelled.
/// </remarks>
internal sealed class Book(BookDb db, TimeProvider clock)
{
    /// <summary>True when it is done, now or earlier; false when it has been undone and must stay so.</summary>
    public async Task<bool> Do(string number, EntryRequest request)
    {
        if (await StateOf(number) is { } known)
            return known == EntryState.Done;

        var entry = new BookEntry
        {
            OrderNumber = number,
            CustomerId = request.CustomerId,
            Amount = request.Amount,
            State = EntryState.Done,
            DoneAt = clock.GetUtcNow().UtcDateTime,
        };
        return await TryAdd(entry) || await StateOf(number) == EntryState.Done;
    }

    /// <summary>Returns when it is undone, now or earlier.</summary>
    public async Task Undo(string number)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await TakeBack(number, now) || await StateOf(number) == EntryState.Undone)
            return;

        var entry = new BookEntry
        {
            OrderNumber = number,
            CustomerId = null,
            Amount = 0,
            State = EntryState.Undone,
            DoneAt = null,
            UndoneAt = now,
        };

        // Where the entry cannot be added, another request has just done or undone the same. Either way it is undone after this.
        if (!await TryAdd(entry))
            await TakeBack(number, now);
    }

    private async Task<bool> TakeBack(string number, DateTime now) => await db.Entries
        .Where(entry => entry.OrderNumber == number && entry.State == EntryState.Done)
        .ExecuteUpdateAsync(update => update
            .SetProperty(entry => entry.State, EntryState.Undone)
            .SetProperty(entry => entry.UndoneAt, now)) > 0;

    private Task<EntryState?> StateOf(string number) => db.Entries
        .Where(entry => entry.OrderNumber == number)
        .Select(entry => (EntryState?)entry.State)
        .SingleOrDefaultAsync();

    /// <summary>False when the order has an entry already.</summary>
    private async Task<bool> TryAdd(BookEntry entry)
    {
        db.Entries.Add(entry);
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await StateOf(entry.OrderNumber) is not null)
                return false;
            throw;
        }
    }
}
