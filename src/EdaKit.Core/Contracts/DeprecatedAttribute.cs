namespace EdaKit.Contracts;

/// <summary>
/// Says that a version of a contract is on its way out: whoever reads the catalogue learns it, and the contract gate warns when its last day has passed. Messages
/// are sent and read as before.
/// </summary>
/// <param name="since">The day from which nobody is to build upon it, as <c>2026-11-01</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class DeprecatedAttribute(string since) : Attribute
{
    /// <summary>The day from which nobody is to build upon it, as <c>2026-11-01</c>.</summary>
    public string Since => since;

    /// <summary>The last day on which it is published, as <c>2027-06-30</c>; null where that is not decided.</summary>
    public string? Until { get; set; }

    /// <summary>What to use instead, for people; null where there is nothing.</summary>
    public string? Instead { get; set; }
}
