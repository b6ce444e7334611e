using EdaKit.AspNetCore.Idempotency.Requests;
using EdaKit.AspNetCore.Idempotency.Responses;
using Microsoft.AspNetCore.Http;

namespace EdaKit.AspNetCore.Idempotency;

/// <summary>
/// How idempotency keys work on the endpoints of one context. Set it while the application is configured; afterwards it is only read. Values out of
/// range are reported when the web server starts (EDA0306).
/// </summary>
public sealed class IdempotencyOptions
{
    internal IdempotencyOptions()
    {
    }

    /// <summary>
    /// How long a stored answer is kept at least, 1 minute to 10 years. Default 24 hours. A request that is repeated later may have its
    /// effect again, so keep it longer than any client repeats, and publish it.
    /// </summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How many characters a key may have, 1 to 255. Default 255. A longer one is refused with 400.</summary>
    public int MaxKeyLength { get; set; } = IdempotencyKey.Longest;

    /// <summary>
    /// How many bytes the body of a request with a key may have, 0 to 67,108,864. Default 1 MiB. A larger one is refused with 413, before the
    /// endpoint runs. The body is held in memory, to be compared and to be read again where the database has to be tried again.
    /// </summary>
    public int MaxRequestBodySize { get; set; } = 1024 * 1024;

    /// <summary>
    /// How many bytes the body of an answer may have, 0 to 67,108,864. Default 1 MiB. A larger one is answered with 500 and everything is rolled
    /// back: effects that commit without their answer would be repeated. The body is held in memory until the commit.
    /// </summary>
    public int MaxResponseBodySize { get; set; } = 1024 * 1024;

    /// <summary>How often stored answers older than the window are removed, 1 second to 1 day. Default 10 minutes.</summary>
    public TimeSpan CleaningInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many stored answers one statement removes, 1 to 100,000. Default 1,000, so that no lock is held for long.</summary>
    public int CleaningBatchSize { get; set; } = 1000;

    /// <summary>
    /// The methods that keys are for, in any case. Default <c>POST</c> and <c>PATCH</c>. Requests with others pass as if there were no key. At
    /// least one; <c>GET</c>, <c>HEAD</c>, <c>OPTIONS</c> and <c>TRACE</c> change nothing and may not be among them.
    /// </summary>
    public ISet<string> Methods { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { HttpMethods.Post, HttpMethods.Patch };

    /// <summary>
    /// The headers of an answer that are stored and sent again, in any case. To begin with: those that describe the body, <c>Location</c>,
    /// <c>Content-Location</c>, <c>ETag</c>, <c>Last-Modified</c>, <c>Link</c> and <c>Cache-Control</c>. Add the application's own. <c>Set-Cookie</c>
    /// and what else belongs to one session or one connection may not be among them.
    /// </summary>
    public ISet<string> ReplayedHeaders { get; } = ReplayableHeaders.Default();

    /// <summary>
    /// Who the caller is: the same key of another caller is another key. Default: the name identifier of the authenticated user, else its claim
    /// <c>sub</c>, else its name, with the claim's issuer; null, which all such callers share, where nobody is authenticated. An authenticated user
    /// with none of them fails with an exception. Set it where callers without authentication must be told apart, as by a tenant's host name.
    /// </summary>
    public Func<HttpContext, string?> Caller { get; set; } = RequestCaller.Of;

    /// <summary>
    /// Whether a response is the request's final answer. If it is, it is stored and commits with the endpoint's effects; if not, everything is rolled
    /// back, the response is sent all the same, and the key is free. Default: every 2xx and 3xx, and 400, 402, 410 and 422. It is asked before the
    /// response is sent, and must not write to it.
    /// </summary>
    public Func<HttpContext, bool> IsFinal { get; set; } = FinalAnswers.Include;
}
