using System.Text.RegularExpressions;

namespace EdaKit.CloudEvents.Attributes;

/// <summary>Media types, as RFC 2045 and 2046 write them.</summary>
internal static partial class MediaType
{
    public const string Json = "application/json";
    public const string StructuredEvent = "application/cloudevents+json";
    public const string EventBatch = "application/cloudevents-batch+json";

    /// <summary>How all formats of structured mode begin.</summary>
    public const string AnyEvent = "application/cloudevents";

    public static bool IsWellFormed(string text) => Pattern().IsMatch(text);

    /// <summary>Whether data of that type is JSON. Data of no named type is.</summary>
    public static bool IsJson(string? text)
    {
        if (text is null)
            return true;

        var subtype = text.Split(';')[0].Trim().Split('/')[^1];
        return subtype.Equals("json", StringComparison.OrdinalIgnoreCase) || subtype.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("""
        ^[!\#$%&'*+\-.^_`|~0-9A-Za-z]+/[!\#$%&'*+\-.^_`|~0-9A-Za-z]+
        ([ \t]*;[ \t]*[!\#$%&'*+\-.^_`|~0-9A-Za-z]+=([!\#$%&'*+\-.^_`|~0-9A-Za-z]+|"([^"\\]|\\.)*"))*[ \t]*\z
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pattern();
}
