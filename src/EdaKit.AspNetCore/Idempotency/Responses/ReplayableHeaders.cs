using System.Collections.Frozen;

namespace EdaKit.AspNetCore.Idempotency.Responses;

/// <summary>Which headers of an answer are sent again with a replay.</summary>
internal static class ReplayableHeaders
{
    private static readonly FrozenSet<string> NeverReplayed = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        // Of one connection or one message on it (RFC 9110, section 7.6.1, and RFC 9112); the server makes them anew.
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "Content-Length", "Alt-Svc", "Date",
        // Of one session: stored, they would be secrets in a table, and replayed, they would undo what has happened to the session since.
        "Authorization", "Authentication-Info", "Set-Cookie", "Set-Cookie2", "WWW-Authenticate",
        IdempotencyHeaderNames.Replayed);

    /// <summary>What belongs to the answer itself, whoever asks and whenever.</summary>
    public static ISet<string> Default() => new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Type", "Content-Language", "Content-Encoding", "Content-Disposition", "Content-Location", "Location", "ETag", "Last-Modified", "Link",
        "Cache-Control",
    };

    public static bool MayInclude(string name) => !NeverReplayed.Contains(name);
}
