using EdaKit.Configuration;
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

    /// <summary>Adds the consumers to the bus, with the outbox and inbox of <see cref="BillingDb"/> around them.</summary>
    public static void AddToBus(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<IssueInvoice>();
        bus.AddConsumer<IssueCreditNote>();

        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<InvoiceIssued>();
            eda.UseOutbox<BillingDb>(outbox => outbox.ForConsumersFrom(typeof(BillingDb).Assembly));
        });
    }
}
