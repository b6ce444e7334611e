using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Retail.Contracts;

namespace Retail.Checkout;

/// <summary>Keeps the stock book and takes payments. Publishes OrderPaid and StockReturned.</summary>
public static class CheckoutModule
{
    /// <summary>The name by which a host starts this service.</summary>
    public const string Name = "checkout";

    /// <summary>Adds what the service needs, on the database that the host chooses.</summary>
    public static void AddServices(IServiceCollection services, Action<DbContextOptionsBuilder> database) =>
        services.AddDbContext<CheckoutDb>(database);

    /// <summary>Adds the consumers to the bus, with outbox, inbox and journal of <see cref="CheckoutDb"/> around them.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="tune">Sets the outbox options that depend on where the service runs.</param>
    public static void AddToBus(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune)
    {
        bus.AddConsumer<TakeStockAndPayment>();
        bus.AddConsumer<PutStockBack>();

        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<OrderPlaced>();
            eda.Flow.AddService<CheckoutDb>(Name);
            eda.UseOutbox<CheckoutDb>(outbox => tune(outbox.ForConsumersFrom(typeof(CheckoutDb).Assembly)));
            eda.UseJournal<CheckoutDb>(journal => journal.Service = Name);
        });
    }
}
