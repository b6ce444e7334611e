using Microsoft.CodeAnalysis;

namespace EdaKit.Analyzers.Messages;

/// <summary>The members that a type of a message has in its JSON.</summary>
internal sealed class MessageType
{
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    private MessageType(INamedTypeSymbol type, Compilation compilation)
    {
        var constructor = MessageConstructor.Of(type);

        foreach (var symbol in MembersOf(type))
        {
            var attributes = new JsonAttributes(symbol);
            var name = attributes.Name ?? CamelCase.Of(symbol.Name);

            if (attributes.IsIgnored)
                Ignored[name] = symbol;
            else if (IsWritten(symbol, attributes))
                Members.Add(MemberOf(symbol, name, attributes, constructor, compilation));
            else
                _others.Add(name);
        }
    }

    public List<MessageMember> Members { get; } = [];

    /// <summary>Members that an attribute keeps out, by the names that they would have.</summary>
    public Dictionary<string, ISymbol> Ignored { get; } = new(StringComparer.Ordinal);

    /// <summary>The members of a type; null where its JSON is not certain.</summary>
    public static MessageType? Of(INamedTypeSymbol type, Compilation compilation) => IsCertain(type, compilation) ? new(type, compilation) : null;

    /// <summary>Whether it is certain that nothing of this name is written.</summary>
    public bool Lacks(string name) => !_others.Contains(name) && Members.TrueForAll(member => member.Name != name);

    /// <summary>Whether a type is an object whose members can be told; of what they hold, nothing is asked here, since a type may hold itself.</summary>
    public static bool IsCertain(INamedTypeSymbol type, Compilation compilation) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface, IsGenericType: false }
        && (type.TypeKind == TypeKind.Interface || !type.IsAbstract)
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
        && !new JsonAttributes(type).AreInDoubt
        && !type.AllInterfaces.Any(one => one.SpecialType == SpecialType.System_Collections_IEnumerable)
        && MessageConstructor.IsCertain(type)
        && Lineage(type).All(one => one.TypeKind != TypeKind.Error)
        && MembersOf(type).All(member => !member.IsOverride && !IsExtensionData(member))
        && !IsHalfTyped(type);

    /// <summary>What does not parse yet is no change yet.</summary>
    private static bool IsHalfTyped(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().ContainsDiagnostics);

    /// <summary>What came in and had no member of its own goes out again, under any name.</summary>
    private static bool IsExtensionData(ISymbol member) => member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "JsonExtensionDataAttribute");

    /// <summary>What may be in the JSON, also of what is inherited. A member that hides another stands for it.</summary>
    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) => Lineage(type)
        .SelectMany(one => one.GetMembers())
        .Where(member => !member.IsStatic && MayBeWritten(member))
        .GroupBy(member => member.Name, StringComparer.Ordinal)
        .Select(same => same.First());

    private static bool MayBeWritten(ISymbol member) => member is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol { IsIndexer: false }
        && (member.DeclaredAccessibility == Accessibility.Public || new JsonAttributes(member).IsIncluded);

    private static IEnumerable<INamedTypeSymbol> Lineage(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
            return type.AllInterfaces.Prepend(type);

        var lineage = new List<INamedTypeSymbol>();
        for (var one = type; one is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; one = one.BaseType)
            lineage.Add(one);

        return lineage;
    }

    /// <summary>Whether it is certain that a member is in the JSON. Public fields are by one option only.</summary>
    private static bool IsWritten(ISymbol symbol, JsonAttributes attributes) =>
        attributes.IsIncluded || symbol is IPropertySymbol { GetMethod.DeclaredAccessibility: Accessibility.Public };

    private static MessageMember MemberOf(ISymbol symbol, string name, JsonAttributes attributes, MessageConstructor constructor, Compilation compilation)
    {
        var parameter = constructor.ParameterOf(symbol.Name);
        var type = symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)symbol).Type;
        var isNullable = Nullability.Of(symbol, type);

        // The value that comes in is the parameter's, and the one that goes out the member's. Where nothing comes in, the serializer finds no annotation.
        if (parameter is not null ? Nullability.Of(parameter, parameter.Type) != isNullable : !type.IsValueType && !IsSet(symbol, attributes))
            isNullable = null;

        var value = attributes.AreInDoubt ? null : ValueKinds.Of(type, isNullable, compilation);
        return new(name, symbol, value, IsNeeded(symbol, attributes, constructor, parameter));
    }

    private static bool IsSet(ISymbol symbol, JsonAttributes attributes) =>
        attributes.IsIncluded || symbol is IPropertySymbol { SetMethod.DeclaredAccessibility: Accessibility.Public };

    private static bool IsNeeded(ISymbol symbol, JsonAttributes attributes, MessageConstructor constructor, IParameterSymbol? parameter)
    {
        // Nobody makes an interface: what is missing is null, whatever its attributes say.
        if (symbol.ContainingType.TypeKind == TypeKind.Interface)
            return false;

        var isRequired = symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } && !constructor.SetsRequiredMembers;

        return attributes.IsRequired || isRequired
            || (!attributes.MayBeLeftOut && parameter is { IsOptional: false, HasExplicitDefaultValue: false, Type.TypeKind: not TypeKind.Error }
                && Nullability.Of(parameter, parameter.Type) == false);
    }
}
