using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace EdaKit.AspNetCore.Idempotency.Requests;

/// <summary>
/// Reads the key from its header field: a string as in RFC 9651, section 3.3.3, which parameters may follow; or the bare key, as most clients
/// send it. Both are the same key.
/// </summary>
internal static class IdempotencyKey
{
    public const int Longest = 255;

    public static bool TryRead(StringValues field, int longest, [NotNullWhen(true)] out string? key)
    {
        // Two fields with one name may have been joined or not on the way: which of them counts, nobody could say.
        var text = field is [{ } only] ? only.Trim(' ', '\t') : "";
        key = text.StartsWith('"') ? ReadQuoted(text) : ReadBare(text);

        return key is { Length: > 0 } && key.Length <= longest;
    }

    private static string? ReadQuoted(string text)
    {
        var key = new StringBuilder(text.Length);

        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
                return IsEndOrParameters(text.AsSpan(i + 1)) ? key.ToString() : null;

            if (text[i] == '\\' && (++i == text.Length || text[i] is not ('"' or '\\')))
                return null;

            if (text[i] is < ' ' or > '~')
                return null;

            key.Append(text[i]);
        }

        return null;
    }

    private static bool IsEndOrParameters(ReadOnlySpan<char> rest) => rest.IsEmpty || rest[0] == ';';

    private static string? ReadBare(string text) =>
        text.All(c => c is > ' ' and <= '~' and not ('"' or ',' or ';' or '\\')) ? text : null;
}
