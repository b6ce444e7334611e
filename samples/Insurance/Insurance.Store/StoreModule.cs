using EdaKit.Configuration;
using EdaKit.Contracts;
using EdaKit.Outbox.PostgreSql;
using EdaKit.Outbox.Registration;
using Insurance.Contracts;
using Insurance.Policies.Events;
using Insurance.Store.EventStore;
using Insurance.Store.Feed;
using Insurance.Store.History;
using Insurance.Store.Snapshots;
using Insurance.Store.Writing;
using JasperFx;
using Marten;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Insurance.Store;

/// <summary>The write side: the event store, what decides and appends, and what looks back.</summary>
public static class StoreModule
{
    /// <summary>Adds the store on a database, which needs an <see cref="NpgsqlDataSource"/> and a <see cref="TimeProvider"/> in the container.</summary>
    /// <returns>Marten's registration, for what reads the events.</returns>
    public static MartenServiceCollectionExtensions.MartenConfigurationExpression AddPolicyStore(this IServiceCollection services)
    {
        services.AddScoped<PolicyDesk>();
        services.AddScoped<CommandJournal>();
        services.AddSingleton<PolicyArchive>();
        services.AddSingleton<PolicyLoader>();
        services.TryAddSingleton(new SnapshotOptions());
        services.AddSingleton<StoreTables>();
        services.AddSingleton<EventFeed>();

        return services.AddMarten(provider =>
        {
            var options = new StoreOptions();
            options.Connection(provider.GetRequiredService<NpgsqlDataSource>());
            options.DatabaseSchemaName = StoreTables.Schema;
            options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
            options.UseStoredJson();
            options.DisableNpgsqlLogging = true;

            // Who did what and why, and on which command, stands beside each event.
            options.Events.MetadataConfig.EnableAll();
            // Readers hear of an append at once, and not with their next look.
            options.Events.UseListenNotifyForEventAppends = true;
            options.Events.MapStoredContracts(provider.GetRequiredService<StoredContracts>());
            options.Schema.For<HandledCommand>();
            options.Schema.For<IssuedNumber>();
            options.Schema.For<PolicySnapshot>().Duplicate(snapshot => snapshot.PolicyId);
            return options;
        });
    }

    /// <summary>The name under which the journal tells of what happens here.</summary>
    public const string Service = "insurance";

    /// <summary>
    /// Adds the contracts, those that are stored and those that others hear of; the outbox and the journal in the same database; and the trace of a request to all that follows
    /// from it.
    /// </summary>
    /// <param name="eda">EdaKit's registration.</param>
    /// <param name="dataSource">The database of the store.</param>
    /// <param name="tune">Sets the outbox options that depend on where the service runs.</param>
    public static void AddPolicyStore(this EdaKitBuilder eda, NpgsqlDataSource dataSource, Action<OutboxOptions>? tune = null)
    {
        eda.Contracts.FromAssemblyContaining<IPolicyEvent>().FromAssemblyContaining<ContractIssued>();
        eda.Flow.AddService<PolicyDesk>("policies");
        eda.UseTracing();
        eda.UseOutbox(dataSource, tune);
        eda.UseJournal<PostgreSqlOutbox>(journal => journal.Service = Service);
    }
}
