using EdaKit.Contracts;
using EdaKit.Contracts.Versions;
using EdaKit.Flow.Parts;

namespace EdaKit.Journal;

/// <summary>What the journal says of a message type, found once: reading a contract's attribute is too slow to do it for each message.</summary>
internal sealed class JournaledMessage<T>
{
    public static readonly JournaledMessage<T> Described = new();

    private readonly string _urn;

    private JournaledMessage()
    {
        Contract = ContractDescriptor.Of(typeof(T));
        Name = Contract?.Name ?? NameOf(typeof(T));
        _urn = Contract?.Urn.ToString() ?? "";
    }

    /// <summary>The contract; null of what is none.</summary>
    public ContractDescriptor? Contract { get; }

    /// <summary>The contract's name, or the type's.</summary>
    public string Name { get; }

    /// <summary>The version in which a message leaves: that of the class, unless an older one is emitted.</summary>
    /// <param name="wireTypes">The URNs on the message, the most specific first; null where it has none yet.</param>
    /// <returns>Null of what is no contract.</returns>
    public int? LeavingVersion(IReadOnlyList<string>? wireTypes)
    {
        // What leaves as it is needs no look at all that it bears.
        if (Contract is not { } contract || wireTypes is not [var first, ..] || first.Equals(_urn, StringComparison.OrdinalIgnoreCase))
            return Contract?.Version;

        return wireTypes.Select(ContractUrn.Parse).FirstOrDefault(wire => wire is { IsFault: false } known && known.Name == contract.Name)?.Version ?? contract.Version;
    }

    /// <summary>The version in which a message was sent that is read as a later one.</summary>
    /// <param name="wireTypes">The URNs on the message.</param>
    /// <returns>Null where it is read as what it was sent as.</returns>
    public int? SentVersion(IEnumerable<string> wireTypes)
    {
        // Most contracts have one version, and nothing older to be read.
        if (Contract is not { Version: > 1 } contract || wireTypes.Contains(_urn, StringComparer.OrdinalIgnoreCase))
            return null;

        return wireTypes.Select(ContractUrn.Parse).Where(wire => wire is { IsFault: false } known && known.Name == contract.Name).Max(wire => wire?.Version);
    }

    private static string NameOf(Type type) => FaultType.MessageOf(type) is { } faulted ? $"fault of {FlowMessages.NameOf(faulted)}" : type.Name;
}
