namespace EdaKit.ContractGate.Services;

/// <summary>A type as metadata names it.</summary>
/// <param name="FullName">Namespace and name, such as <c>MassTransit.IConsumer`1</c>.</param>
/// <param name="Arguments">What a generic type is made of.</param>
internal sealed record TypeName(string FullName, IReadOnlyList<TypeName> Arguments)
{
    public static TypeName Of(string fullName) => new(fullName, []);

    /// <summary>Whether two names are those of one type, with all that it is made of.</summary>
    public bool IsSameAs(TypeName other) =>
        FullName == other.FullName && Arguments.Count == other.Arguments.Count && Arguments.Zip(other.Arguments).All(pair => pair.First.IsSameAs(pair.Second));
}
