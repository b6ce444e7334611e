using MassTransit;

namespace EdaKit.Contracts;

/// <summary>
/// Gives a message type its contract name and version, so that the wire knows it by those and no longer by its CLR name.
/// Events, commands and replies are contracts alike.
/// </summary>
/// <remarks>
/// <para>The type's URN becomes <c>urn:message:{name}:v{version}</c>, and with <c>UseEdaKit</c> every version of a contract is
/// published to one exchange (or topic) that bears the contract's name. Renaming or moving the class changes neither.</para>
/// <para>The attribute is not inherited: a type derived from a contract is not that contract.</para>
/// </remarks>
/// <example><code>
/// [EventContract("retail.order-placed", version: 2)]
/// public sealed record OrderPlaced([property: BusinessKey] string OrderNumber, decimal Total, string Currency = "EUR");
/// </code></example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class EventContractAttribute : MessageUrnAttribute
{
    /// <summary>Names the contract.</summary>
    /// <param name="name">
    /// Lower-case words joined by hyphens, in segments joined by dots: <c>retail.order-placed</c>. At most 200 characters.
    /// A malformed name is reported when the bus starts (EDA0101).
    /// </param>
    /// <param name="version">The version, 1 or higher. Another number is reported when the bus starts (EDA0102).</param>
    public EventContractAttribute(string name, int version)
        : base($"{name}:v{version}")
    {
        Name = name;
        Version = version;
    }

    /// <summary>The contract's name, the same for all its versions.</summary>
    public string Name { get; }

    /// <summary>The contract's version.</summary>
    public int Version { get; }

    /// <summary>
    /// The oldest version whose readers can read a message of this version as if it were theirs; 0, the default, where only this version's can. A
    /// message of version 3 with 2 here bears both versions' URNs, and a process that knows version 2 and nothing newer reads it. Where a consumer knows
    /// both, it reads the newer one.
    /// </summary>
    /// <remarks>
    /// Adding an optional member is such a change; renaming or removing one that others require is not, and there the older reader would see it empty.
    /// A number from 1 to <see cref="Version"/>; another one is reported when the bus starts (EDA0116).
    /// </remarks>
    public int OldestReader { get; init; }
}
