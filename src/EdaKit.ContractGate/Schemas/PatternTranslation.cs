using System.Text;

namespace EdaKit.ContractGate.Schemas;

/// <summary>Writes a regular expression of ECMAScript (with its <c>u</c> flag) so that it means the same to .NET.</summary>
internal sealed class PatternTranslation
{
    private const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
    private const string Digits = "0-9";
    private const string WordCharacters = "0-9A-Za-z_";
    private const string Spaces = @"\t\n\v\f\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";

    private readonly string _text;
    private readonly StringBuilder _result = new();
    private int _at;

    private PatternTranslation(string text) => _text = text;

    /// <summary>The translation. Null: there is a construct of which it is not known to mean the same.</summary>
    public static string? Of(string text)
    {
        // A quantifier after a character of two UTF-16 units would be one of its second half.
        if (text.Any(char.IsSurrogate))
            return null;

        var translation = new PatternTranslation(text);
        while (translation._at < text.Length)
        {
            if (!translation.Next())
                return null;
        }

        return translation._result.ToString();
    }

    private bool Next()
    {
        var next = _text[_at++];

        switch (next)
        {
            case '\\':
                return Escape();
            case '[':
                return Class();
            case '.':
                _result.Append(Without(@"\n\r\u2028\u2029"));
                return true;
            case '$':
                _result.Append(@"\z");
                return true;
            case '(' when Has('?') && !(Has("?:") || Has("?=") || Has("?!") || Has("?<=") || Has("?<!")):
                return false;
            default:
                _result.Append(next);
                return true;
        }
    }

    private bool Escape()
    {
        if (_at == _text.Length)
            return false;

        var escaped = _text[_at++];
        switch (escaped)
        {
            case 'd' or 'w' or 's':
                _result.Append('[').Append(SetOf(escaped)).Append(']');
                return true;
            case 'D' or 'W' or 'S':
                _result.Append(Without(SetOf(char.ToLowerInvariant(escaped))));
                return true;
            default:
                return Literal(escaped);
        }
    }

    /// <summary>An escape that means one character, inside a class or out of it.</summary>
    private bool Literal(char escaped)
    {
        switch (escaped)
        {
            case 't' or 'n' or 'v' or 'f' or 'r':
                _result.Append('\\').Append(escaped);
                return true;
            case 'x' when HexFollows(2):
            case 'u' when HexFollows(4) && !Has('d') && !Has('D'):
                _result.Append('\\').Append(escaped);
                return true;
            case '^' or '$' or '\\' or '.' or '*' or '+' or '?' or '(' or ')' or '[' or ']' or '{' or '}' or '|' or '/' or '-':
                // A slash needs no escape in .NET, and gets none.
                _result.Append(escaped == '/' ? "/" : $"\\{escaped}");
                return true;
            default:
                return false;
        }
    }

    private bool Class()
    {
        var isNegated = Has('^');
        if (isNegated)
            _at++;

        if (Has(']'))
            return false;

        var start = _result.Length;
        while (_at < _text.Length && _text[_at] != ']')
        {
            if (!ClassMember())
                return false;
        }

        if (_at++ >= _text.Length)
            return false;

        var set = _result.ToString(start, _result.Length - start);
        _result.Length = start;
        _result.Append(isNegated ? Without(set) : $"[{set}]");
        return true;
    }

    private bool ClassMember()
    {
        var next = _text[_at++];
        if (next != '\\')
        {
            // In .NET an opening bracket can begin a subtraction, and a caret in front would negate.
            _result.Append(next is '[' or '^' ? $"\\{next}" : next);
            return true;
        }

        if (_at == _text.Length)
            return false;

        var escaped = _text[_at++];
        if (escaped is not ('d' or 'w' or 's'))
            return Literal(escaped);

        _result.Append(SetOf(escaped));
        return true;
    }

    private static string SetOf(char escaped) => escaped switch { 'd' => Digits, 'w' => WordCharacters, _ => Spaces };

    /// <summary>One character that is not in a set, where a surrogate pair is one character too.</summary>
    private static string Without(string set) => $@"(?:{Pair}|[^{set}\uD800-\uDFFF])";

    private bool Has(char next) => _at < _text.Length && _text[_at] == next;

    private bool Has(string next) => _text.AsSpan(_at).StartsWith(next, StringComparison.Ordinal);

    private bool HexFollows(int digits) => _text.Length - _at >= digits && _text.AsSpan(_at, digits).IndexOfAnyExceptInRange('0', 'f') < 0
        && _text.AsSpan(_at, digits).ToString().All(char.IsAsciiHexDigit);
}
