using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EdaKit.ContractGate.Schemas;

/// <summary>
/// The formats of strings for which System.Text.Json has a type, and which strings it reads as that type: Guid, DateTimeOffset and DateTime, DateOnly,
/// TimeOnly, TimeSpan, Uri, byte[].
/// </summary>
internal static class TextFormats
{
    private const int LongestTime = 16;
    private const int LongestDuration = 26;

    /// <summary>One name for formats that mean the same. Null: the format is an annotation, whatever is asked.</summary>
    public static string? NameOf(string format) => format switch
    {
        "uuid" or "date-time" or "date" or "time" or "duration" or "uri" or "uri-reference" or "base64" => format,
        "byte" => "base64",
        _ => null,
    };

    /// <summary>Whether a string is of a format that has a name.</summary>
    /// <param name="format">The format.</param>
    /// <param name="value">The string.</param>
    /// <param name="text">The same string.</param>
    public static bool Has(string format, JsonElement value, string text) => NameOf(format) switch
    {
        "uuid" => value.TryGetGuid(out _),
        "date-time" => value.TryGetDateTimeOffset(out _) && value.TryGetDateTime(out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "time" => IsTime(text),
        "duration" => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-') && IsTimeSpan(text, LongestDuration),
        "uri" or "uri-reference" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        "base64" => value.TryGetBytesFromBase64(out _),
        _ => true,
    };

    /// <summary>Whether it is a time span without a sign and without days.</summary>
    private static bool IsTime(string text)
    {
        var separator = text.AsSpan().IndexOfAny('.', ':');
        return separator > 0 && text[separator] == ':' && char.IsAsciiDigit(text[0]) && IsTimeSpan(text, LongestTime);
    }

    private static bool IsTimeSpan(string text, int longest)
    {
        if (text.Length > longest)
            return false;

        var bytes = Encoding.UTF8.GetBytes(text);
        return Utf8Parser.TryParse(bytes, out TimeSpan _, out var read, 'c') && read == bytes.Length;
    }
}
