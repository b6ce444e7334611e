using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>A message's type and the type of its faults.</summary>
internal static class FaultType
{
    /// <summary>The type of the faults of a message's type.</summary>
    public static Type Of(Type messageType) => typeof(Fault<>).MakeGenericType(messageType);

    /// <summary>The type of the message of whose faults a type tells; null where it is no fault's.</summary>
    public static Type? MessageOf(Type type) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(Fault<>) ? type.GenericTypeArguments[0] : null;
}
