using System.Reflection;
using System.Text.RegularExpressions;

namespace EdaKit.ContractGate.Sources;

/// <summary>Finds a type's and a member's name in the text of a file.</summary>
internal static partial class SourceText
{
    /// <summary>Whether a line declares the type.</summary>
    public static bool Declares(string line, Type type) => Declaration(type).IsMatch(line);

    /// <summary>Where a member is declared; where that is not found, or null is asked for, the type.</summary>
    /// <param name="file">The file with the type's declaration.</param>
    /// <param name="line">The first line, from 1, of which the compiler made code: the declaration, or one below it.</param>
    /// <param name="type">The type.</param>
    /// <param name="member">The member.</param>
    public static SourceLocation Find(string file, int line, Type type, MemberInfo? member)
    {
        var lines = File.ReadAllLines(file);
        if (lines.Length == 0)
            return new(file, 1, 1);

        var at = Math.Min(line, lines.Length) - 1;
        while (at > 0 && !Declares(lines[at], type))
            at--;

        return member is not null && FindMember(lines, at, type, member.Name) is var (memberLine, column)
            ? new(file, memberLine, column)
            : new(file, at + 1, Math.Max(0, lines[at].IndexOf(NameOf(type), StringComparison.Ordinal)) + 1);
    }

    private static (int Line, int Column)? FindMember(string[] lines, int from, Type type, string name)
    {
        // A parameter of a record, a property or a field: a type before the name, and after it what can follow.
        var declared = new Regex($@"[\w\]?>)]\s+(?<name>{Regex.Escape(name)})\s*([,)={{;]|$)", RegexOptions.CultureInvariant);

        for (var at = from; at < lines.Length; at++)
        {
            // The next type's members are not this one's.
            if (at > from && AnyDeclaration().IsMatch(lines[at]) && !Declares(lines[at], type))
                return null;

            if (declared.Match(lines[at]) is { Success: true } match)
                return (at + 1, match.Groups["name"].Index + 1);
        }

        return null;
    }

    private static Regex Declaration(Type type) =>
        new($@"\b(class|record|struct|interface|enum)\s+{Regex.Escape(NameOf(type))}\b", RegexOptions.CultureInvariant);

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    [GeneratedRegex(@"^\s*(public|internal|private|protected|file|sealed|abstract|partial|static|\s)*\b(class|record|struct|interface|enum)\s+\w", RegexOptions.CultureInvariant)]
    private static partial Regex AnyDeclaration();
}
