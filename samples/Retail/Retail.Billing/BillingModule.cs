using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Retail.Contracts;

namespace Retail.Billing;

/// <summary>Writes invoices and credit notes. Publishes InvoiceIssued and CreditNoteIssued.</summary>
public static class BillingModule
{
    /// <summary>The name by which a host starts this service.</summary>
    public const string Name = "billing";

    /// <summary>Adds what the service needs, on the database that the host chooses.</summary>
    public static void AddServices(IServiceCollection services, Action<DbContextOptionsBuilder> database) =>
        services.AddDbContext<BillingDb>(database);

    /// <summary>Adds the consumers to the bus, with outbox, inbox and journal of <see cref="BillingDb"/> around them.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="tune">Sets the outbox options that depend on where the service runs.</param>
    public static void AddToBus(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune)
    {
        bus.AddConsumer<IssueInvoice>();
        bus.AddConsumer<IssueCreditNote>();

        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<InvoiceIssued>();
            eda.Flow.AddService<BillingDb>(Name);
            eda.UseOutbox<BillingDb>(outbox => tune(outbox.ForConsumersFrom(typeof(BillingDb).Assembly)));
            eda.UseJournal<BillingDb>(journal => journal.Service = Name);
        });
    }
}
