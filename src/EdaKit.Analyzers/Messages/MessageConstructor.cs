using Microsoft.CodeAnalysis;

namespace EdaKit.Analyzers.Messages;

/// <summary>The constructor with which System.Text.Json makes a message of its JSON.</summary>
internal sealed class MessageConstructor
{
    private readonly IMethodSymbol? _constructor;

    private MessageConstructor(IMethodSymbol? constructor)
    {
        _constructor = constructor;
    }

    /// <summary>Whether the compiler does not insist on <c>required</c> members, and System.Text.Json does not either.</summary>
    public bool SetsRequiredMembers => _constructor is not null
        && _constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute");

    /// <summary>Whether it can be told which one is called.</summary>
    public static bool IsCertain(INamedTypeSymbol type) => type.TypeKind == TypeKind.Interface || Candidates(type).Count == 1;

    public static MessageConstructor Of(INamedTypeSymbol type) => new(type.TypeKind == TypeKind.Interface ? null : Candidates(type).FirstOrDefault());

    /// <summary>The parameter that takes the value of a member.</summary>
    public IParameterSymbol? ParameterOf(string member) =>
        _constructor?.Parameters.FirstOrDefault(parameter => parameter.Name.Equals(member, StringComparison.OrdinalIgnoreCase));

    /// <summary>One with the attribute goes before all, and one without parameters before the others.</summary>
    private static List<IMethodSymbol> Candidates(INamedTypeSymbol type)
    {
        var named = type.InstanceConstructors.Where(constructor => new JsonAttributes(constructor).IsConstructor).ToList();
        if (named.Count > 0)
            return named;

        var all = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToList();
        var plain = all.Where(constructor => constructor.Parameters.IsEmpty).ToList();
        return plain.Count > 0 ? plain : all;
    }
}
