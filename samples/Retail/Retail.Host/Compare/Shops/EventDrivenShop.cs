using Microsoft.EntityFrameworkCore;
using Retail.Billing;
using Retail.Checkout;
using Retail.Host.Audit;
using Retail.Host.Services;
using Retail.Host.Switches;
using Retail.Ordering;
using Retail.Ordering.Orders;
using Samples.Hosting;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;

namespace Retail.Host.Compare.Shops;

/// <summary>The shop after: an order and an event, and services that listen.</summary>
internal sealed class EventDrivenShop(WebApplication app, IServiceStorage storage) : IComparedShop
{
    private readonly ServiceSwitch _billing = app.Services.GetRequiredService<ServiceSwitches>().Named(BillingModule.Name)!;

    public string Name => "after";

    public Uri Address { get; } = new(app.Urls.First());

    public static async Task<EventDrivenShop> Start(string folder, CancellationToken cancellationToken)
    {
        var storage = new SqliteStorage(folder);
        var settings = new ShopSettings(ServiceModules.All, storage, new InMemoryTransport(), ListenAddress.AnyFreePort)
        {
            WorkingTimes = CaseTimes.After,
        };

        var app = await ShopHost.Build(settings, cancellationToken);
        await app.StartAsync(cancellationToken);
        return new EventDrivenShop(app, storage);
    }

    public Task StopBilling(CancellationToken cancellationToken)
    {
        _billing.Turn(ServiceState.Stopped);
        return Task.CompletedTask;
    }

    public Task StartBilling(CancellationToken cancellationToken)
    {
        _billing.Turn(ServiceState.Running);
        return Task.CompletedTask;
    }

    public Task UntilSettled(IReadOnlySet<string> numbers, CancellationToken cancellationToken) =>
        new BooksWatch(new ShopBooks(storage), TimeProvider.System).UntilComplete(numbers, _ => { }, cancellationToken);

    public async Task<IReadOnlyList<OrderFate>> Fates(IReadOnlySet<string> numbers, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var ordering = scope.ServiceProvider.GetRequiredService<OrderingDb>();
        var checkout = scope.ServiceProvider.GetRequiredService<CheckoutDb>();
        var billing = scope.ServiceProvider.GetRequiredService<BillingDb>();

        var orders = (await ordering.Orders.AsNoTracking().ToListAsync(cancellationToken)).Where(order => numbers.Contains(order.Number));
        var paid = (await checkout.Payments.Select(payment => payment.OrderNumber).ToListAsync(cancellationToken)).ToHashSet();
        var invoices = await billing.Invoices.AsNoTracking().ToDictionaryAsync(invoice => invoice.OrderNumber, cancellationToken);

        // Nothing cancels an order here: what was taken is either carried to its end, or lost on the way.
        return [.. orders.Select(order => new OrderFate(
            order.Number,
            Taken: order.Status != OrderStatus.Rejected,
            Touched: paid.Contains(order.Number),
            HalfDone: paid.Contains(order.Number) != invoices.ContainsKey(order.Number),
            invoices.GetValueOrDefault(order.Number)?.IssuedAt - order.PlacedAt))];
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
