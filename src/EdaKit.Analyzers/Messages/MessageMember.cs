using Microsoft.CodeAnalysis;

namespace EdaKit.Analyzers.Messages;

/// <summary>A member that a message has in its JSON.</summary>
/// <param name="name">Its name there.</param>
/// <param name="symbol">The property or field.</param>
/// <param name="value">What it holds; null where that is not certain.</param>
/// <param name="isNeeded">Whether it is certain that readers want it to be there.</param>
internal sealed class MessageMember(string name, ISymbol symbol, MessageValue? value, bool isNeeded)
{
    public string Name => name;

    public ISymbol Symbol => symbol;

    public MessageValue? Value => value;

    public bool IsNeeded => isNeeded;
}
