using EdaKit.Configuration;
using EdaKit.Contracts;
using EdaKit.Contracts.Versions;
using EdaKit.Contracts.Versions.BareJson;
using EdaKit.Flow.Parts;
using EdaKit.Flow.Undeclared;
using EdaKit.Identity;
using EdaKit.Journal;
using EdaKit.Startup;
using EdaKit.Telemetry;
using MassTransit.Configuration;
using Microsoft.Extensions.DependencyInjection;

// In the namespace of what it extends, so that it is found without a using.
namespace MassTransit;

/// <summary>Puts EdaKit on a bus.</summary>
public static class EdaKitBusExtensions
{
    /// <summary>
    /// Puts on the bus what <c>AddEdaKit</c> registered: contract names and versions, message identity, and the extensions of the other packages.
    /// Call it before the first endpoint is configured; a later call is reported when the bus starts (EDA0002). A second call does nothing.
    /// </summary>
    /// <param name="bus">The bus under construction.</param>
    /// <param name="context">The context that the <c>Using…</c> callback was given.</param>
    /// <exception cref="EdaKitConfigurationException"><c>AddEdaKit</c> was not called (EDA0004).</exception>
    public static void UseEdaKit(this IBusFactoryConfigurator bus, IBusRegistrationContext context)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(context);

        var attachment = context.GetService<BusAttachment>() ?? throw new EdaKitConfigurationException(
            [new("EDA0004", "The bus calls UseEdaKit, but EdaKit is not registered. Call x.AddEdaKit(…) inside AddMassTransit.")]);

        if (attachment.IsAttached)
            return;

        attachment.Attach(bus);

        // 1. One exchange per contract name.
        bus.MessageTopology.SetEntityNameFormatter(new ContractEntityNameFormatter(bus.MessageTopology.EntityNameFormatter));

        // 2. Every message says which one caused it and which business object it is about.
        new MessageIdentityObserver().ConnectTo(bus, bus);

        // 3. The JSON is what the contracts' own assembly says. Which of several holds, nobody could know: the start-up rules report it.
        var contracts = context.GetRequiredService<ContractsBuilder>();
        if (contracts.Serializations is [{ IsUsable: true } serialization])
        {
            bus.ConfigureJsonSerializerOptions(options =>
            {
                serialization.Create().Configure(options);
                return options;
            });
        }

        // 4. Older versions of a contract can be read as newer ones, also in bare JSON, and what nobody reads is a fault.
        var versions = context.GetRequiredService<ContractVersions>();
        if (!versions.IsEmpty)
            bus.AddDeserializer(new VersionedSerializerFactory(versions), isDefault: true);

        bus.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(new BareJsonFilter(versions)));

        var responses = new Lazy<Uri>(() => context.GetRequiredService<IBus>().Address);
        bus.ConnectEndpointConfigurationObserver(new UnreadContractObserver(context.GetRequiredService<ContractCatalog>(), responses));

        // 5. Newer versions leave as older ones where they are pinned, and what older readers can read says so.
        new WireObserver(EmittedVersion.Of(contracts)).ConnectTo(bus, bus);

        // 6. How many messages come of how many is counted.
        var fanOut = new FanOutObserver(context.GetRequiredService<MessageMetrics>());
        fanOut.ConnectTo(bus, bus);
        bus.ConnectConsumeObserver(fanOut);

        // 7. Who listens to what is noted, and who publishes what it does not declare is found out.
        var guard = context.GetRequiredService<UndeclaredGuard>();
        new UndeclaredObserver(guard).ConnectTo(bus, bus);
        bus.ConnectEndpointConfigurationObserver(new FlowObserver(context.GetRequiredService<FlowRegistry>(), context.GetRequiredService<DeclarationReader>(), guard));

        // 8. What the other packages add.
        foreach (var extension in context.GetServices<IBusExtension>())
            extension.Configure(context, bus);
    }
}
