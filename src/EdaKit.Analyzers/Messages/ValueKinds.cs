using System.Globalization;
using Microsoft.CodeAnalysis;

namespace EdaKit.Analyzers.Messages;

/// <summary>What JSON a type is written as, with MassTransit's options.</summary>
internal static class ValueKinds
{
    private static readonly Dictionary<SpecialType, string> Special = new()
    {
        [SpecialType.System_String] = JsonKind.Text,
        [SpecialType.System_Boolean] = JsonKind.Boolean,
        [SpecialType.System_Single] = JsonKind.Number,
        [SpecialType.System_Double] = JsonKind.Number,
        [SpecialType.System_Decimal] = JsonKind.Decimal,
        [SpecialType.System_DateTime] = JsonKind.Formatted("date-time"),
        [SpecialType.System_SByte] = Integer(sbyte.MinValue, sbyte.MaxValue),
        [SpecialType.System_Byte] = Integer(byte.MinValue, byte.MaxValue),
        [SpecialType.System_Int16] = Integer(short.MinValue, short.MaxValue),
        [SpecialType.System_UInt16] = Integer(ushort.MinValue, ushort.MaxValue),
        [SpecialType.System_Int32] = Integer(int.MinValue, int.MaxValue),
        [SpecialType.System_UInt32] = Integer(uint.MinValue, uint.MaxValue),
        [SpecialType.System_Int64] = Integer(long.MinValue, long.MaxValue),
        [SpecialType.System_UInt64] = Integer(ulong.MinValue, ulong.MaxValue),
    };

    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["System.Guid"] = JsonKind.Formatted("uuid"),
        ["System.DateTimeOffset"] = JsonKind.Formatted("date-time"),
        ["System.DateOnly"] = JsonKind.Formatted("date"),
        ["System.TimeOnly"] = JsonKind.Formatted("time"),
    };

    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.IEnumerable<T>", "System.Collections.Generic.ICollection<T>", "System.Collections.Generic.IList<T>",
        "System.Collections.Generic.IReadOnlyCollection<T>", "System.Collections.Generic.IReadOnlyList<T>", "System.Collections.Generic.List<T>",
    };

    /// <summary>What a type is written as; null where that is not certain, as with enums, dictionaries and whatever another assembly brings.</summary>
    public static MessageValue? Of(ITypeSymbol type, bool? isNullable, Compilation compilation)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];

        if (Special.TryGetValue(type.SpecialType, out var kind) || Named.TryGetValue(NameOf(type), out kind))
            return new(kind, isNullable, null, null);

        if (ItemOf(type) is { } item)
            return new(JsonKind.List, isNullable, item, null);

        return type is INamedTypeSymbol message && MessageType.IsCertain(message, compilation) ? new(JsonKind.Object, isNullable, null, message) : null;
    }

    private static ITypeSymbol? ItemOf(ITypeSymbol type) => type switch
    {
        // Bytes are text, in base 64.
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: not SpecialType.System_Byte } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } list when Lists.Contains(NameOf(list.OriginalDefinition)) => list.TypeArguments[0],
        _ => null,
    };

    private static string NameOf(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString();

    private static string Integer(IFormattable least, IFormattable greatest) =>
        JsonKind.Integer(least.ToString(null, CultureInfo.InvariantCulture), greatest.ToString(null, CultureInfo.InvariantCulture));
}
