using System.Text.RegularExpressions;

namespace EdaKit.ContractGate.Schemas;

/// <summary>
/// A pattern of a schema, which is a regular expression of ECMAScript. Patterns are compared by their text; they are run only on single strings.
/// </summary>
internal sealed class SchemaPattern(string text)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    private readonly Lazy<Regex?> _regex = new(() => Compile(text));

    public string Text { get; } = text;

    /// <summary>Whether the pattern is found in a string. Null: it means, or may mean, something else to .NET, or it took too long.</summary>
    public bool? IsIn(string value)
    {
        try
        {
            return _regex.Value?.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Regex? Compile(string text)
    {
        if (PatternTranslation.Of(text) is not { } pattern)
            return null;

        try
        {
            // This engine needs time linear in the string, but does not have every construct.
            return new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Timeout);
        }
        catch (NotSupportedException)
        {
            return new(pattern, RegexOptions.CultureInvariant, Timeout);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
