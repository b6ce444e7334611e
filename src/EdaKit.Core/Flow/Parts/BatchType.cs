using MassTransit;

namespace EdaKit.Flow.Parts;

/// <summary>Of which message a consumer takes many at once.</summary>
internal static class BatchType
{
    /// <summary>The type of the messages of a batch; null where a type is no batch's.</summary>
    public static Type? MessageOf(Type type) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(Batch<>) ? type.GenericTypeArguments[0] : null;
}
