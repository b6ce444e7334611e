using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Retail.Contracts;
using Retail.Ordering.Orders;
using Retail.Ordering.Returns;

namespace Retail.Ordering;

/// <summary>
/// Takes orders and returns over HTTP, and follows what becomes of them. The only service of the shop that customers talk to.
/// Publishes OrderPlaced and ReturnAccepted.
/// </summary>
public static class OrderingModule
{
    /// <summary>The name by which a host starts this service.</summary>
    public const string Name = "ordering";

    /// <summary>Adds what the service needs, on the database that the host chooses.</summary>
    public static void AddServices(IServiceCollection services, Action<DbContextOptionsBuilder> database)
    {
        services.AddDbContext<OrderingDb>(database);
        services.AddScoped<PlaceOrder>();
        services.AddScoped<AcceptReturn>();
    }

    /// <summary>Adds the consumers to the bus, with outbox, inbox and journal of <see cref="OrderingDb"/> around them.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="tune">Sets the outbox options that depend on where the service runs.</param>
    public static void AddToBus(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune)
    {
        bus.AddConsumer<MarkOrderPaid>();
        bus.AddConsumer<MarkOrderInvoiced>();
        bus.AddConsumer<MarkStockReturned>();
        bus.AddConsumer<MarkReturnCredited>();

        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<OrderPlaced>();
            eda.Flow.AddService<OrderingDb>(Name);
            eda.UseOutbox<OrderingDb>(outbox => tune(outbox.ForConsumersFrom(typeof(OrderingDb).Assembly)));
            eda.UseJournal<OrderingDb>(journal => journal.Service = Name);
        });
    }

    /// <summary>Maps the API.</summary>
    public static void MapApi(IEndpointRouteBuilder routes)
    {
        routes.MapOrders();
        routes.MapReturns();
    }
}
