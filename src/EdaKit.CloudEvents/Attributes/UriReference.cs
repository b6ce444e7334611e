using System.Text.RegularExpressions;

namespace EdaKit.CloudEvents.Attributes;

/// <summary>URIs and relative references by RFC 3986, appendix A. <see cref="Uri"/> takes nearly any text for a relative one.</summary>
internal static partial class UriReference
{
    public static bool IsWellFormed(string text) => Pattern().Match(text) is { Success: true, Groups: var found } && HasUnmistakablePath(found);

    public static bool IsAbsolute(string text) =>
        Pattern().Match(text) is { Success: true, Groups: var found } && found["scheme"].Success && HasUnmistakablePath(found);

    /// <summary>Two slashes before a path would make it a host, and a colon in its first segment would make that a scheme.</summary>
    private static bool HasUnmistakablePath(GroupCollection found)
    {
        var path = found["path"].Value;
        return found["authority"].Success
            || (!path.StartsWith("//", StringComparison.Ordinal) && (found["scheme"].Success || !path.Split('/')[0].Contains(':', StringComparison.Ordinal)));
    }

    [GeneratedRegex("""
        ^((?<scheme>[A-Za-z][A-Za-z0-9+.\-]*):)?
        (?<authority>//
            (([A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*@)?
            (\[[0-9A-Fa-f:.]+\]|\[v[0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+\]|([A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)
            (:[0-9]*)?(?=[/?\#]|\z))?
        (?<path>([A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*)
        (\?([A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?
        (\#([A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?\z
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
