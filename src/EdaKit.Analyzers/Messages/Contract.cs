using Microsoft.CodeAnalysis;

namespace EdaKit.Analyzers.Messages;

/// <summary>What the attribute of a type says.</summary>
/// <param name="name">The contract's name.</param>
/// <param name="version">Its version.</param>
/// <param name="declaration">Where the attribute is.</param>
internal sealed class Contract(string name, int version, Location? declaration)
{
    public string Name => name;

    public int Version => version;

    public Location? Declaration => declaration;

    /// <summary>For example <c>shop.order-placed v1</c>.</summary>
    public string FullName => $"{name} v{version}";
}
