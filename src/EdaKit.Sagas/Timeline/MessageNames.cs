using EdaKit.Contracts;
using MassTransit;

namespace EdaKit.Sagas.Timeline;

/// <summary>How timelines, diagrams and messages to people name a message type.</summary>
internal static class MessageNames
{
    /// <summary>The contract's name; of what is no contract the type's, and of a fault that of the message that faulted.</summary>
    public static string Of(Type messageType) =>
        messageType.IsGenericType && messageType.GetGenericTypeDefinition() == typeof(Fault<>)
            ? $"fault of {Of(messageType.GetGenericArguments()[0])}"
            : ContractDescriptor.Of(messageType)?.Name ?? messageType.Name;

    /// <summary>The same with the contract's version.</summary>
    public static string WithVersion(Type messageType) => ContractDescriptor.Of(messageType)?.ToString() ?? Of(messageType);
}
