using EdaKit.Contracts;
using EdaKit.Contracts.Versions;
using EdaKit.Flow.Parts;

namespace EdaKit.Journal;

/// <summary>What the journal says of a message type, found once: reading a contract's attribute is too slow to do it for each message.</summary>
internal sealed class JournaledMessage<T>
{
    public static readonly JournaledMessage<T> Described = new();

    private JournaledMessage()
    {
        Contract = ContractDescriptor.Of(typeof(T));
        Name = Contract?.Name ?? NameOf(typeof(T));
    }

    /// <summary>The contract; null of what is none.</summary>
    public ContractDescriptor? Contract { get; }

    /// <summary>The contract's name, or the type's.</summary>
    public string Name { get; }

    private static string NameOf(Type type) => FaultType.MessageOf(type) is { } faulted ? $"fault of {FlowMessages.NameOf(faulted)}" : type.Name;
}
