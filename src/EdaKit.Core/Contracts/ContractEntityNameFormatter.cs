using System.Reflection;
using MassTransit;

namespace EdaKit.Contracts;

/// <summary>
/// Names the exchange (or topic) of a contract after the contract, so that all its versions share one, and that of its faults likewise.
/// </summary>
internal sealed class ContractEntityNameFormatter(IEntityNameFormatter others) : IEntityNameFormatter
{
    public string FormatEntityName<T>() => NameOf(typeof(T)) ?? (FaultOf(typeof(T)) is { } name ? $"{name}:fault" : others.FormatEntityName<T>());

    private static string? NameOf(Type type) => type.GetCustomAttribute<EventContractAttribute>(inherit: false)?.Name;

    private static string? FaultOf(Type type) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(Fault<>) ? NameOf(type.GenericTypeArguments[0]) : null;
}
