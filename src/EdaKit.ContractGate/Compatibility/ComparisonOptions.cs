namespace EdaKit.ContractGate.Compatibility;

/// <summary>How schemas are compared. The defaults are those of the schema registries in the field.</summary>
public sealed class ComparisonOptions
{
    /// <summary>
    /// Whether <c>format</c> asserts something. Off by default: it is an annotation then, and readers must not rely on it. With it on, a reader that wants
    /// <c>uuid</c>, <c>date-time</c>, <c>date</c>, <c>time</c>, <c>duration</c>, <c>uri</c>, <c>uri-reference</c>, <c>base64</c> or, which is the same,
    /// <c>byte</c> accepts only what a writer with the same format sends, and listed values that System.Text.Json reads as Guid, DateTimeOffset and DateTime,
    /// DateOnly, TimeOnly, TimeSpan, Uri or byte[]: readers on .NET that have such a member fail on anything else. Other formats stay annotations.
    /// </summary>
    public bool FormatsAreChecked { get; init; }

    /// <summary>
    /// Whether what Confluent's Schema Registry refuses by the form of schemas is a finding although every value passes, so that what passes here is not
    /// refused when it is registered: <c>anyOf</c> that becomes <c>oneOf</c>, fewer alternatives that take the others in, and a bound, a pattern or a list of
    /// values that writers hold to in other words. Off by default.
    /// </summary>
    public bool RefusesAsRegistriesDo { get; init; }
}
