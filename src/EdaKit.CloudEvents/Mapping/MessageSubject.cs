using EdaKit.Contracts;

namespace EdaKit.CloudEvents.Mapping;

/// <summary>The business key of messages of a type, which is the <c>subject</c> of their events.</summary>
internal static class MessageSubject<T>
    where T : class
{
    private static readonly ContractDescriptor? Contract = ContractDescriptor.Of(typeof(T));

    public static string? Of(T message) => Contract?.ReadBusinessKey(message);
}
