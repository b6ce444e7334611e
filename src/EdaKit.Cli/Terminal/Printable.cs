using System.Globalization;

namespace EdaKit.Cli.Terminal;

/// <summary>
/// Text from a database as it may be shown. An error message or a header may hold anything, also what would move the cursor, change colours
/// or turn the direction of writing around.
/// </summary>
internal static class Printable
{
    private const char Replacement = '\uFFFD';

    /// <summary>Text on one line.</summary>
    public static string Line(string text) => string.Create(text.Length, text, (line, source) =>
    {
        for (var i = 0; i < line.Length; i++)
            line[i] = source[i] == '\t' ? ' ' : MayShow(source[i]) ? source[i] : Replacement;
    });

    /// <summary>The first line that is not empty.</summary>
    public static string FirstLine(string text) => Lines(text).FirstOrDefault(line => line.Length > 0) ?? "";

    /// <summary>All lines.</summary>
    public static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(line => Line(line).TrimEnd());

    private static bool MayShow(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
