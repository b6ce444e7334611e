using EdaKit.Flow;
using EdaKit.Outbox;
using Microsoft.EntityFrameworkCore;
using Retail.Contracts;
using Retail.Ordering.Lines;

namespace Retail.Ordering.Returns;

/// <summary>Stores a return, matched to what the customer bought, and announces it, in one transaction.</summary>
[Publishes<ReturnAccepted>(Sometimes = true)]
internal sealed class AcceptReturn(OrderingDb db, IOutbox<OrderingDb> outbox, TimeProvider clock)
{
    /// <summary>Accepts the return, or finds the one that already has this number.</summary>
    public async Task<Return> Handle(string number, ReturnRequest request, CancellationToken cancellationToken)
    {
        if (await Find(number, cancellationToken) is { } known)
            return known;

        var returned = await Match(number, request, cancellationToken);
        db.Returns.Add(returned);

        if (returned.Status == ReturnStatus.Accepted)
            await outbox.Publish(returned.ToReturnAccepted(), cancellationToken);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return returned;
        }
        catch (DbUpdateException)
        {
            // As in PlaceOrder: of two requests side by side the slower one answers with what the faster one stored.
            db.ChangeTracker.Clear();
            if (await Find(number, cancellationToken) is { } winner)
                return winner;
            throw;
        }
    }

    /// <summary>The return with its lines, or null.</summary>
    public Task<Return?> Find(string number, CancellationToken cancellationToken) => db.Returns
        .AsNoTracking()
        .AsSplitQuery()
        .Include(returned => returned.Lines)
        .SingleOrDefaultAsync(returned => returned.Number == number, cancellationToken);

    private async Task<Return> Match(string number, ReturnRequest request, CancellationToken cancellationToken)
    {
        var returnedAt = request.ReturnedAt?.UtcDateTime ?? clock.GetUtcNow().UtcDateTime;
        var (accepted, rejected) = CheckedLines.Of(number, request.Lines);
        var purchases = await EarlierPurchases.Of(
            db, request.CustomerId, returnedAt, accepted.Select(line => line.Line.StockCode), cancellationToken);

        return new Return
        {
            Number = number,
            CustomerId = request.CustomerId,
            ReturnedAt = returnedAt,
            Status = accepted.Count > 0 ? ReturnStatus.Accepted : ReturnStatus.Rejected,
            Total = accepted.Sum(line => line.Line.Quantity * line.Line.UnitPrice),
            Lines = [.. accepted.Select(line => new ReturnLine
            {
                OrderNumber = number,
                LineNumber = line.Number,
                StockCode = line.Line.StockCode,
                Quantity = line.Line.Quantity,
                UnitPrice = line.Line.UnitPrice,
                PurchaseNumber = purchases.GetValueOrDefault(line.Line.StockCode),
            })],
            RejectedLines = [.. rejected],
        };
    }
}
