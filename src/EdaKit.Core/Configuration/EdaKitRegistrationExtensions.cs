using EdaKit.Configuration;
using EdaKit.Contracts;
using EdaKit.Contracts.Versions;
using EdaKit.Flow;
using EdaKit.Flow.Parts;
using EdaKit.Flow.Undeclared;
using EdaKit.Startup;
using EdaKit.Telemetry;
using Microsoft.Extensions.DependencyInjection;

// In the namespace of what it extends, so that it is found without a using.
namespace MassTransit;

/// <summary>Adds EdaKit to MassTransit's registration.</summary>
public static class EdaKitRegistrationExtensions
{
    /// <summary>
    /// Registers EdaKit. Where the call stands among the other <c>Add…</c> calls does not matter; a second call adds to the first.
    /// </summary>
    /// <remarks>
    /// The bus must use it: <c>bus.UseEdaKit(context)</c>. What is wrong with the configuration is reported at once when the bus starts,
    /// as an <see cref="EdaKitConfigurationException"/>; checking reads configuration only and does no I/O.
    /// </remarks>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="configure">Names the contracts and the packages to use.</param>
    /// <returns>The same registration.</returns>
    public static IBusRegistrationConfigurator AddEdaKit(this IBusRegistrationConfigurator bus, Action<EdaKitBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(configure);

        configure(bus.FirstOrDefault(service => service.ServiceType == typeof(EdaKitBuilder))?.ImplementationInstance as EdaKitBuilder ?? Register(bus));
        return bus;
    }

    private static EdaKitBuilder Register(IBusRegistrationConfigurator bus)
    {
        var builder = new EdaKitBuilder(bus);

        bus.AddSingleton(builder);
        bus.AddSingleton(builder.Contracts);
        bus.AddSingleton(_ => builder.Contracts.Build());
        bus.AddSingleton(provider => new ContractVersions(provider.GetRequiredService<ContractCatalog>(), builder.Contracts.Upcasts));
        bus.AddSingleton(provider => new StoredContracts(builder.Contracts, provider.GetRequiredService<ContractCatalog>(), provider.GetRequiredService<ContractVersions>()));
        bus.AddSingleton<MessageMetrics>();
        bus.AddSingleton(builder.Flow);
        bus.AddSingleton<IConsumerNames, ClassNames>();
        bus.AddSingleton<FlowRegistry>();
        bus.AddSingleton<DeclarationReader>();
        bus.AddSingleton<FlowMetrics>();
        bus.AddSingleton<UndeclaredGuard>();
        bus.AddSingleton(provider => new FlowParts(provider));
        bus.AddSingleton<BusAttachment>();
        bus.AddSingleton<IBusObserver, StartupValidation>();
        bus.AddSingleton<IStartupRule, BusRules>();
        bus.AddSingleton<IStartupRule, ContractRules>();
        bus.AddSingleton<IStartupRule, VersionRules>();
        bus.AddSingleton<IStartupRule, EndpointRules>();
        return builder;
    }
}
