using EdaKit.Contracts;
using EdaKit.Contracts.Versions;
using MassTransit;

namespace EdaKit.Flow.Parts;

/// <summary>How the declared flow names messages, and which ones it leaves out.</summary>
internal static class FlowMessages
{
    /// <summary>The contract's name; of what is no contract the type's, as in journals.</summary>
    public static string NameOf(Type messageType) => ContractDescriptor.Of(messageType)?.Name ?? messageType.Name;

    /// <summary>The names of what a message also is, so that those who listen to a base or an interface of it get it too.</summary>
    public static IReadOnlyList<string> OthersOf(Type messageType) =>
        [.. MessageTypeCache.GetMessageTypes(messageType).Where(type => type != messageType).Select(NameOf).Where(name => name != NameOf(messageType)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether applications publish it: what MassTransit itself makes, such as faults, nobody declares.</summary>
    public static bool IsOfApplication(Type messageType) =>
        FaultType.MessageOf(messageType) is null && messageType.Namespace?.Split('.')[0] != nameof(MassTransit);
}
