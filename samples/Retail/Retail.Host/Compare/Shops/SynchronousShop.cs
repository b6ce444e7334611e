using Microsoft.EntityFrameworkCore;
using Retail.Before;
using Retail.Before.Books;
using Retail.Before.Orders;

namespace Retail.Host.Compare.Shops;

/// <summary>The shop before: a chain of calls.</summary>
internal sealed class SynchronousShop(BeforeShop shop) : IComparedShop
{
    public string Name => "before";

    public Uri Address => shop.Address;

    public static async Task<SynchronousShop> Start(string folder, CancellationToken cancellationToken) =>
        new(await BeforeShop.Start(
            new BeforeSettings(folder) { ApiWork = CaseTimes.Api, ServiceWork = CaseTimes.Before }, cancellationToken));

    public Task StopBilling(CancellationToken cancellationToken) => shop.Service(ServiceNames.Billing).Stop(cancellationToken);

    public Task StartBilling(CancellationToken cancellationToken) => shop.Service(ServiceNames.Billing).Start(cancellationToken);

    /// <summary>Nothing to wait for: the chain has ended before the customer has his answer.</summary>
    public Task UntilSettled(IReadOnlySet<string> numbers, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<IReadOnlyList<OrderFate>> Fates(IReadOnlySet<string> numbers, CancellationToken cancellationToken)
    {
        await using var db = shop.OpenOrders();
        var orders = (await db.Orders.AsNoTracking().ToListAsync(cancellationToken)).Where(order => numbers.Contains(order.Number));

        var entries = new List<BookEntry>();
        foreach (var service in ServiceNames.InOrder)
            entries.AddRange(await EntriesOf(service, cancellationToken));
        var invoices = (await EntriesOf(ServiceNames.Billing, cancellationToken))
            .Where(entry => entry.State == EntryState.Done)
            .ToDictionary(entry => entry.OrderNumber);
        var byOrder = entries.ToLookup(entry => entry.OrderNumber);

        return [.. orders.Select(order => new OrderFate(
            order.Number,
            Taken: order.Status == OrderStatus.Done,
            Touched: byOrder[order.Number].Any(entry => entry.DoneAt is not null),
            HalfDone: order.Status != OrderStatus.Done && byOrder[order.Number].Any(entry => entry.State == EntryState.Done),
            invoices.GetValueOrDefault(order.Number)?.DoneAt - order.PlacedAt))];
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    private async Task<List<BookEntry>> EntriesOf(string service, CancellationToken cancellationToken)
    {
        await using var book = shop.OpenBook(service);
        return await book.Entries.AsNoTracking().ToListAsync(cancellationToken);
    }
}
