using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Retail.Contracts;

namespace Retail.Notification;

/// <summary>Writes what customers are told. Publishes CustomerNotified.</summary>
public static class NotificationModule
{
    /// <summary>The name by which a host starts this service.</summary>
    public const string Name = "notification";

    /// <summary>Adds what the service needs, on the database that the host chooses.</summary>
    public static void AddServices(IServiceCollection services, Action<DbContextOptionsBuilder> database) =>
        services.AddDbContext<NotificationDb>(database);

    /// <summary>Adds the consumers to the bus, with outbox, inbox and journal of <see cref="NotificationDb"/> around them.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="tune">Sets the outbox options that depend on where the service runs.</param>
    public static void AddToBus(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune)
    {
        bus.AddConsumer<ConfirmOrder>();
        bus.AddConsumer<ConfirmReturn>();

        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<CustomerNotified>();
            eda.Flow.AddService<NotificationDb>(Name);
            eda.UseOutbox<NotificationDb>(outbox => tune(outbox.ForConsumersFrom(typeof(NotificationDb).Assembly)));
            eda.UseJournal<NotificationDb>(journal => journal.Service = Name);
        });
    }
}
