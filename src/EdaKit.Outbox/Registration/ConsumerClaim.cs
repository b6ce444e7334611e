using System.Reflection;

namespace EdaKit.Outbox.Registration;

/// <summary>Says whose consumers work in a context's transaction.</summary>
/// <param name="Assembly">The assembly that they are in.</param>
/// <param name="Namespace">The namespace that they are in, or above them; null for the whole assembly.</param>
internal sealed record ConsumerClaim(Assembly Assembly, string? Namespace)
{
    /// <summary>How closely a consumer is meant: 0 where it is not, and otherwise the more the longer the namespace is.</summary>
    public int Covers(Type consumer) =>
        consumer.Assembly != Assembly ? 0
        : Namespace is null ? 1
        : consumer.Namespace == Namespace || consumer.Namespace?.StartsWith($"{Namespace}.", StringComparison.Ordinal) == true ? 1 + Namespace.Length
        : 0;

    public override string ToString() => Namespace is null ? $"assembly '{Assembly.GetName().Name}'" : $"namespace '{Namespace}'";
}
