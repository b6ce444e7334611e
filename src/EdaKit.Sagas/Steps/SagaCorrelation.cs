using System.Reflection;
using EdaKit.Contracts;
using MassTransit;

namespace EdaKit.Sagas.Steps;

/// <summary>Finds out to which instance a message belongs.</summary>
internal static class SagaCorrelation
{
    /// <summary>The function that reads an instance's id from messages of a type, or null where nothing in the type tells it.</summary>
    /// <param name="messageType">A message type; for a fault, the type of the message that faulted.</param>
    /// <param name="declared">What the flow declares.</param>
    public static Func<object, Guid>? Of(Type messageType, IReadOnlyDictionary<Type, Func<object, Guid>> declared)
    {
        if (declared.TryGetValue(messageType, out var read))
            return read;

        var contract = BusinessKey(messageType);
        var member = Member(messageType, contract?.BusinessKeyName ?? nameof(CorrelatedBy<>.CorrelationId));

        // A Guid is its own correlation id, and need not become text first.
        if (member?.PropertyType == typeof(Guid))
            return message => (Guid)member.GetValue(message)!;

        return contract is null ? null : message => contract.ReadBusinessKey(message) is { } key ? BusinessKeyId.From(contract.BusinessKeyName!, key) : Guid.Empty;
    }

    /// <summary>The contract of a type that has a business key, else null.</summary>
    public static ContractDescriptor? BusinessKey(Type messageType) =>
        ContractDescriptor.Of(messageType) is { BusinessKeyName: not null } contract ? contract : null;

    /// <summary>A member of a message type. That of an interface may be declared by one that it extends.</summary>
    public static PropertyInfo? Member(Type messageType, string name) =>
        messageType.GetInterfaces().Prepend(messageType).Select(type => type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance)).FirstOrDefault(member => member is not null);

    /// <summary>The type that tells the instance: of a fault it is the message that faulted.</summary>
    public static Type Bearer(Type messageType) =>
        messageType.IsGenericType && messageType.GetGenericTypeDefinition() == typeof(Fault<>) ? messageType.GetGenericArguments()[0] : messageType;
}
