using System.Reflection;

namespace EdaKit.Contracts;

/// <summary>What is known of one version of a contract. Immutable and safe for use by many threads.</summary>
public sealed class ContractDescriptor
{
    private readonly Lazy<Func<object, string?>>? _readBusinessKey;

    private ContractDescriptor(Type messageType, EventContractAttribute attribute)
    {
        MessageType = messageType;
        Name = attribute.Name;
        Version = attribute.Version;
        OldestReader = attribute.OldestReader == 0 ? attribute.Version : attribute.OldestReader;
        Urn = attribute.Urn;

        var members = BusinessKeyMembers(messageType);
        if (!messageType.ContainsGenericParameters && members is [var member] && BusinessKeyReader.Supports(member.PropertyType))
        {
            BusinessKeyName = member.Name;

            // Compiled with the first message: a start describes every contract more than once, and reads no key.
            _readBusinessKey = new(() => BusinessKeyReader.For(messageType, member));
        }
    }

    /// <summary>The CLR type that carries this version.</summary>
    public Type MessageType { get; }

    /// <summary>The contract's name.</summary>
    public string Name { get; }

    /// <summary>The contract's version.</summary>
    public int Version { get; }

    /// <summary>The oldest version whose readers can read a message of this version, which is this version where the attribute names none.</summary>
    public int OldestReader { get; }

    /// <summary>The message type's URN on the wire.</summary>
    public Uri Urn { get; }

    /// <summary>The member that bears <see cref="BusinessKeyAttribute"/>, or null where none does.</summary>
    public string? BusinessKeyName { get; }

    /// <summary>Reads a message's business key as text in invariant culture.</summary>
    /// <param name="message">A message of <see cref="MessageType"/>.</param>
    /// <returns>The key, or null where the contract has none or the message leaves it empty.</returns>
    /// <exception cref="InvalidCastException">The message is of another type.</exception>
    public string? ReadBusinessKey(object message) => _readBusinessKey?.Value(message) is { Length: > 0 } key ? key : null;

    /// <summary>Name and version, as people write them.</summary>
    /// <returns>For example <c>retail.order-placed v2</c>.</returns>
    public override string ToString() => $"{Name} v{Version}";

    /// <summary>Describes a type that bears <see cref="EventContractAttribute"/>.</summary>
    /// <param name="messageType">Any type.</param>
    /// <returns>Its description, or null where the type is no contract.</returns>
    public static ContractDescriptor? Of(Type messageType)
    {
        ArgumentNullException.ThrowIfNull(messageType);

        return messageType.GetCustomAttribute<EventContractAttribute>(inherit: false) is { } attribute
            ? new ContractDescriptor(messageType, attribute)
            : null;
    }

    /// <summary>The members that bear the attribute, or override one that does. An interface does not list those of the interfaces that it extends.</summary>
    internal static PropertyInfo[] BusinessKeyMembers(Type messageType)
    {
        Type[] types = messageType.IsInterface ? [messageType, .. messageType.GetInterfaces()] : [messageType];

        // The property's own IsDefined passes over what it overrides, whatever it is told.
        return [.. types.SelectMany(type => type.GetProperties())
            .Where(property => Attribute.IsDefined(property, typeof(BusinessKeyAttribute), inherit: true)).DistinctBy(property => property.Name)];
    }
}
