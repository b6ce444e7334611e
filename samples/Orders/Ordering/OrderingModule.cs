using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Orders.Contracts;
using Samples.Hosting;

namespace Orders.Ordering;

/// <summary>Takes orders over HTTP and coordinates what follows.</summary>
internal static class OrderingModule
{
    public const string Name = "ordering";

    public static ServiceModule Module { get; } = new(Name, typeof(OrderingDb), AddServices, AddToBus, OrderEndpoints.Map);

    private static void AddServices(IServiceCollection services, Action<DbContextOptionsBuilder> database) =>
        services.AddDbContext<OrderingDb>(database).AddScoped<TakeOrder>();

    private static void AddToBus(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune)
    {
        bus.AddSagaStateMachine<OrderSaga, OrderState>();
        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<PlaceOrder>();
            eda.UseOutbox<OrderingDb>(outbox => tune(outbox.ForConsumersFromNamespaceContaining<OrderSaga>()));
            eda.UseSagas<OrderingDb>(sagas => sagas.OverdueAfter = TimeSpan.FromSeconds(30));
        });
    }
}
