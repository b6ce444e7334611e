using System.Reflection;
using MassTransit;

namespace EdaKit.Contracts;

/// <summary>Names the exchange (or topic) of a contract after the contract, so that all its versions share one.</summary>
internal sealed class ContractEntityNameFormatter(IEntityNameFormatter others) : IEntityNameFormatter
{
    public string FormatEntityName<T>() =>
        typeof(T).GetCustomAttribute<EventContractAttribute>(inherit: false)?.Name ?? others.FormatEntityName<T>();
}
