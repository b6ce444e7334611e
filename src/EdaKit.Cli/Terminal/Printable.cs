using System.Globalization;
using System.Text;

namespace EdaKit.Cli.Terminal;

/// <summary>
/// Text from a database as it may be shown. An error message or a header may hold anything, also what would move the cursor, change colours
/// or turn the direction of writing around.
/// </summary>
internal static class Printable
{
    /// <summary>Text on one line. What may not be shown is replaced by U+FFFD.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);

        foreach (var rune in text.EnumerateRunes())
            line.Append(rune.Value == '\t' ? " " : MayShow(rune) ? rune.ToString() : Rune.ReplacementChar.ToString());

        return line.ToString();
    }

    /// <summary>The first line that is not empty.</summary>
    public static string FirstLine(string text) => Lines(text).FirstOrDefault(line => line.Length > 0) ?? "";

    /// <summary>All lines that are not empty, behind each other on one.</summary>
    public static string Joined(string text) => string.Join(' ', Lines(text).Where(line => line.Length > 0));

    /// <summary>All lines.</summary>
    public static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(line => Line(line).TrimEnd());

    /// <summary>JSON in which what may not be shown is escaped. It means the same: such characters stand inside of JSON's strings only.</summary>
    public static string Json(string json)
    {
        var text = new StringBuilder(json.Length);

        foreach (var rune in json.EnumerateRunes())
        {
            if (rune.Value == '\n' || MayShow(rune))
                text.Append(rune.ToString());
            else
                Escape(text, rune);
        }

        return text.ToString();
    }

    private static void Escape(StringBuilder text, Rune rune)
    {
        foreach (var unit in rune.ToString())
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
    }

    private static bool MayShow(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
