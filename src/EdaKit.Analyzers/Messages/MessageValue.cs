using Microsoft.CodeAnalysis;

namespace EdaKit.Analyzers.Messages;

/// <summary>What a member, or an item of a list, holds.</summary>
/// <param name="kind">Its JSON, in the words of <see cref="JsonKind"/>.</param>
/// <param name="isNullable">Whether it may be null; null where that is not certain.</param>
/// <param name="item">Of a list, the type of its items.</param>
/// <param name="type">Of an object, its type.</param>
internal sealed class MessageValue(string kind, bool? isNullable, ITypeSymbol? item, INamedTypeSymbol? type)
{
    public string Kind => kind;

    public bool? IsNullable => isNullable;

    public ITypeSymbol? Item => item;

    public INamedTypeSymbol? Type => type;
}
