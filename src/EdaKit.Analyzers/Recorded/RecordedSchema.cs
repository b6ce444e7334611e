using System.Xml.Linq;

namespace EdaKit.Analyzers.Recorded;

/// <summary>A recorded schema, or the part of one that is about a member. Only what the gate makes of plain types is read out of it.</summary>
internal sealed class RecordedSchema(XElement json)
{
    private const string DecimalText = "^-?[0-9]+(\\.[0-9]+)?$";

    /// <summary>The members that must be there.</summary>
    public IEnumerable<string> Required => MemberOf(json, "required")?.Elements().Select(name => name.Value) ?? [];

    /// <summary>The schema of what a list holds.</summary>
    public RecordedSchema? Items => MemberOf(json, "items") is { } items ? new(items) : null;

    /// <summary>Whether the value may be null.</summary>
    public bool IsNullable => Types.Contains("null");

    /// <summary>What JSON the value is, in the words of <see cref="JsonKind"/>; null where that takes more words.</summary>
    public string? Kind => (string.Join(" or ", Types.Where(type => type != "null")), Keywords) switch
    {
        ("string", "type") => JsonKind.Text,
        ("string", "format type") => JsonKind.Formatted(MemberOf(json, "format")!.Value),
        ("string" or "string or number", "pattern type") when MemberOf(json, "pattern")!.Value == DecimalText => JsonKind.Decimal,
        ("boolean", "type") => JsonKind.Boolean,
        ("number", "type") => JsonKind.Number,
        ("integer", "maximum minimum type") => JsonKind.Integer(MemberOf(json, "minimum")!.Value, MemberOf(json, "maximum")!.Value),
        ("array", "items type") => JsonKind.List,
        ("object", "properties type" or "properties required type") => JsonKind.Object,
        ("object", "additionalProperties properties type" or "additionalProperties properties required type") => JsonKind.Object,
        _ => null,
    };

    private IEnumerable<string> Types => MemberOf(json, "type") is not { } type ? []
        : type.HasElements ? type.Elements().Select(one => one.Value) : [type.Value];

    private string Keywords => string.Join(" ", json.Elements().Select(NameOf).OrderBy(name => name, StringComparer.Ordinal));

    /// <summary>The schema of a member; null where it is not recorded.</summary>
    public RecordedSchema? Member(string name) => MemberOf(json, "properties") is { } members && MemberOf(members, name) is { } member ? new(member) : null;

    /// <summary>A member of a JSON object.</summary>
    public static XElement? MemberOf(XElement json, string name) => json.Elements().FirstOrDefault(member => NameOf(member) == name);

    /// <summary>What cannot be the name of an element stands in an attribute.</summary>
    private static string NameOf(XElement member) => (string?)member.Attribute("item") ?? member.Name.LocalName;
}
