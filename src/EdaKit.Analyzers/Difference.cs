using Microsoft.CodeAnalysis;

namespace EdaKit.Analyzers;

/// <summary>Something in the source that is not as it was recorded, and that somebody would notice.</summary>
/// <param name="location">Where it is; null where the source is not this project's.</param>
/// <param name="fact">What it is, in a sentence.</param>
internal sealed class Difference(Location? location, string fact)
{
    public Location? Location => location;

    public string Fact => fact;
}
