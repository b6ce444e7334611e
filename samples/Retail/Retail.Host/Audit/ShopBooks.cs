using Microsoft.EntityFrameworkCore;
using Retail.Billing;
using Retail.Checkout;
using Retail.Loyalty;
using Retail.Notification;
using Retail.Ordering;
using Samples.Hosting.Storage;

namespace Retail.Host.Audit;

/// <summary>What the services' databases say. Sums are made here, not in SQL: see <see cref="SqliteStorage"/>.</summary>
internal sealed class ShopBooks(IServiceStorage storage)
{
    /// <summary>How far the services have come. Two equal values mean that nothing has happened in between.</summary>
    public async Task<BooksProgress> Progress(CancellationToken cancellationToken)
    {
        await using var ordering = new OrderingDb(storage.OptionsOf<OrderingDb>());
        await using var checkout = new CheckoutDb(storage.OptionsOf<CheckoutDb>());
        await using var billing = new BillingDb(storage.OptionsOf<BillingDb>());
        await using var notification = new NotificationDb(storage.OptionsOf<NotificationDb>());
        await using var loyalty = new LoyaltyDb(storage.OptionsOf<LoyaltyDb>());

        // In the order in which an order passes the services: what one of them has not seen yet, no later one is asked for.
        var open = await new OrderingBooks(ordering).OpenNumbers(cancellationToken);
        var movements = await new CheckoutBooks(checkout).CountStockMovements(cancellationToken);
        var documents = await new BillingBooks(billing).Documents(cancellationToken);
        var earning = await new BillingBooks(billing).OrdersThatEarnPoints(cancellationToken);
        var costing = await new OrderingBooks(ordering).ReturnsThatCostPoints(cancellationToken);
        var told = await new NotificationBooks(notification).Numbers(cancellationToken);
        var booked = await new LoyaltyBooks(loyalty).Numbers(cancellationToken);

        return new BooksProgress(
            open.Concat(documents.Except(told)).Concat(earning.Concat(costing).Except(booked)).ToHashSet(),
            movements,
            documents.Count,
            told.Count,
            booked.Count);
    }

    /// <summary>The ledgers of the given orders and returns; whatever else the databases hold belongs to somebody else.</summary>
    public async Task<IReadOnlyList<Ledger>> Ledgers(IReadOnlySet<string> numbers, CancellationToken cancellationToken)
    {
        await using var ordering = new OrderingDb(storage.OptionsOf<OrderingDb>());
        await using var checkout = new CheckoutDb(storage.OptionsOf<CheckoutDb>());
        await using var billing = new BillingDb(storage.OptionsOf<BillingDb>());
        await using var notification = new NotificationDb(storage.OptionsOf<NotificationDb>());
        await using var loyalty = new LoyaltyDb(storage.OptionsOf<LoyaltyDb>());

        Ledger[] all =
        [
            .. await new OrderingBooks(ordering).Ledgers(cancellationToken),
            .. await new CheckoutBooks(checkout).Ledgers(cancellationToken),
            .. await new BillingBooks(billing).Ledgers(cancellationToken),
            .. await new NotificationBooks(notification).Ledgers(cancellationToken),
            .. await new LoyaltyBooks(loyalty).Ledgers(cancellationToken),
        ];
        return [.. all.Select(ledger => ledger with { Entries = [.. ledger.Entries.Where(entry => numbers.Contains(entry.OrderNumber))] })];
    }
}
