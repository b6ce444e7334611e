using System.Text.RegularExpressions;
using EdaKit.Contracts;
using EdaKit.Sagas.Steps;

namespace EdaKit.Sagas.Timeline;

/// <summary>How timelines, diagrams and messages to people name a message type.</summary>
internal static partial class MessageNames
{
    /// <summary>The contract's name; of what is no contract the type's, and of a fault that of the message that faulted.</summary>
    public static string Of(Type messageType) =>
        SagaCorrelation.Bearer(messageType) is var bearer && bearer != messageType
            ? $"fault of {Of(bearer)}"
            : ContractDescriptor.Of(messageType)?.Name ?? messageType.Name;

    /// <summary>The same with the contract's version.</summary>
    public static string WithVersion(Type messageType) => ContractDescriptor.Of(messageType)?.ToString() ?? Of(messageType);

    /// <summary>A line of a flow's description without the versions of the messages in it.</summary>
    public static string WithoutVersions(string line) => Version().Replace(line, "");

    // Behind a message only: the name of a step or group, which may end in the same way, is followed by a colon or a slash.
    [GeneratedRegex(@" v[0-9]+(?= ->| \||;|\z)")]
    private static partial Regex Version();
}
