namespace EdaKit.ContractGate.Publication;

/// <summary>A type as metadata names it.</summary>
/// <param name="FullName">Namespace and name, such as <c>MassTransit.IConsumer`1</c>.</param>
/// <param name="Arguments">What a generic type is made of.</param>
internal sealed record TypeName(string FullName, IReadOnlyList<TypeName> Arguments)
{
    public static TypeName Of(string fullName) => new(fullName, []);
}
