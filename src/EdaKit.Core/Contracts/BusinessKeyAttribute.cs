namespace EdaKit.Contracts;

/// <summary>
/// Marks the member of a contract that names the business object the message is about: the order number, the policy, the trip.
/// </summary>
/// <remarks>
/// The key becomes the message's correlation id unless the sender sets one: a <see cref="Guid"/> as it is, anything else as a
/// name-based UUID (<see cref="BusinessKeyId"/>). One member per contract may bear it; its type is <see cref="string"/>,
/// <see cref="Guid"/>, an integer or an enum. Violations are reported when the bus starts (EDA0105).
/// </remarks>
[AttributeUsage(AttributeTargets.Property, Inherited = true)]
public sealed class BusinessKeyAttribute : Attribute;
