using System.Text;

namespace EdaKit.EntityFrameworkCore.Dialects;

/// <summary>
/// A text as every database takes it: short enough, without the character 0 and without half a character. A business key or an exception's message may hold
/// anything, and one that cannot be written down would keep what stands beside it from ever being stored.
/// </summary>
public static class StoredText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Cuts a text, and puts U+FFFD where no database takes what is there. The same text always comes out the same.</summary>
    /// <param name="text">The text. One that is fit already is returned as it is.</param>
    /// <param name="longest">How many UTF-16 code units a column holds: at least 1. No character is cut into halves, so that it may be one less.</param>
    /// <returns>The text that can be stored.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is less than 1.</exception>
    public static string Of(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);

        var kept = text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

        if (kept.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
        {
            // There and back, UTF-8 replaces the surrogates that stand alone.
            kept = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(kept));
        }

        return kept.Replace('\0', Replacement);
    }
}
