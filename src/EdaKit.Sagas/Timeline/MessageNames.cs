using EdaKit.Contracts;
using EdaKit.Sagas.Steps;

namespace EdaKit.Sagas.Timeline;

/// <summary>How timelines, diagrams and messages to people name a message type.</summary>
internal static class MessageNames
{
    /// <summary>The contract's name; of what is no contract the type's, and of a fault that of the message that faulted.</summary>
    public static string Of(Type messageType) =>
        SagaCorrelation.Bearer(messageType) is var bearer && bearer != messageType
            ? $"fault of {Of(bearer)}"
            : ContractDescriptor.Of(messageType)?.Name ?? messageType.Name;

    /// <summary>The same with the contract's version.</summary>
    public static string WithVersion(Type messageType) => ContractDescriptor.Of(messageType)?.ToString() ?? Of(messageType);
}
