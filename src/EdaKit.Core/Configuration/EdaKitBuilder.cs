using EdaKit.Contracts;
using EdaKit.Flow;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Configuration;

/// <summary>Collects what a process wants of EdaKit. Packages extend it with <c>Use…</c> methods.</summary>
public sealed class EdaKitBuilder
{
    internal EdaKitBuilder(IBusRegistrationConfigurator bus)
    {
        Bus = bus;
    }

    /// <summary>MassTransit's registration, for extensions that replace or add to it.</summary>
    public IBusRegistrationConfigurator Bus { get; }

    /// <summary>The container's registrations.</summary>
    public IServiceCollection Services => Bus;

    /// <summary>The contracts of this process.</summary>
    public ContractsBuilder Contracts { get; } = new();

    /// <summary>The services of this process as parts of the flow, and what becomes of what they do not declare.</summary>
    public FlowOptions Flow { get; } = new();
}
