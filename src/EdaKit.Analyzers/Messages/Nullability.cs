using Microsoft.CodeAnalysis;

namespace EdaKit.Analyzers.Messages;

/// <summary>Whether a value may be null, as the serializer finds it in the annotations.</summary>
internal static class Nullability
{
    /// <summary>Null where it is not certain: without annotations, or where an attribute tells the ways in and out apart.</summary>
    public static bool? Of(ISymbol symbol, ITypeSymbol type)
    {
        if (type.IsValueType)
            return IsNullableValue(type);

        if (symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == "System.Diagnostics.CodeAnalysis"))
            return null;

        return type.NullableAnnotation switch
        {
            NullableAnnotation.Annotated => true,
            NullableAnnotation.NotAnnotated => false,
            _ => null,
        };
    }

    /// <summary>Of an item of a list: the annotations of a type argument are there of some members only when the program runs.</summary>
    public static bool? OfItem(ITypeSymbol type) => type.IsValueType ? IsNullableValue(type) : null;

    private static bool IsNullableValue(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
}
