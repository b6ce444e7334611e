using System.Reflection;
using EdaKit.Contracts.Versions;
using MassTransit;

namespace EdaKit.Contracts;

/// <summary>
/// Names the exchange (or topic) of a contract after the contract, so that all its versions share one, and that of its faults likewise.
/// </summary>
internal sealed class ContractEntityNameFormatter(IEntityNameFormatter others) : IEntityNameFormatter
{
    public string FormatEntityName<T>()
    {
        var faulted = FaultType.MessageOf(typeof(T));

        return NameOf(faulted ?? typeof(T)) is { } name
            ? $"{name}{(faulted is null ? "" : ContractUrn.FaultSuffix)}"
            : others.FormatEntityName<T>();
    }

    private static string? NameOf(Type type) => type.GetCustomAttribute<EventContractAttribute>(inherit: false)?.Name;
}
