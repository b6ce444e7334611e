using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EdaKit.AspNetCore.Idempotency.Requests;

/// <summary>A request with a key.</summary>
internal sealed class IdempotentRequest
{
    private readonly byte[] _body;

    private IdempotentRequest(HttpRequest request, string key, string caller, byte[] body)
    {
        _body = body;
        Key = key;
        Caller = caller;
        Endpoint = EndpointOf(request.HttpContext);
        Id = Sha256.Of([Endpoint, Caller, Key], []);
        Fingerprint = Sha256.Of([request.Method, request.PathBase + request.Path, request.QueryString.Value ?? ""], body);
    }

    /// <summary>The key as the client chose it.</summary>
    public string Key { get; }

    /// <summary>
    /// Method and route, under which the key is known. The route and not the path: the same key for another resource of the same endpoint is a
    /// mistake, and shall show as one.
    /// </summary>
    public string Endpoint { get; }

    /// <summary>Who sent it; empty for nobody in particular.</summary>
    public string Caller { get; }

    /// <summary>Endpoint, caller and key as one value of one length, whatever theirs is.</summary>
    public byte[] Id { get; }

    /// <summary>
    /// SHA-256 over method, path, query and body: what makes two requests with one key the same. Headers are not in it, since proxies and repeats
    /// change them; the body is taken byte for byte.
    /// </summary>
    public byte[] Fingerprint { get; }

    /// <summary>Reads the body, and with it what the request is.</summary>
    /// <returns>The request, or null where its body has more bytes than allowed.</returns>
    public static async Task<IdempotentRequest?> ReadAsync(HttpRequest request, string key, string caller, int mostBytes) =>
        await RequestBody.ReadAsync(request, mostBytes) is { } body ? new(request, key, caller, body) : null;

    /// <summary>Lets the endpoint read the body, from its beginning. A stream of its own for each attempt: readers remember how far they came in it.</summary>
    public void OfferBody(HttpRequest request) => request.Body = new MemoryStream(_body, writable: false);

    public bool IsSameAs(byte[] fingerprint) => CryptographicOperations.FixedTimeEquals(Fingerprint, fingerprint);

    private static string EndpointOf(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        return $"{context.Request.Method} {(endpoint as RouteEndpoint)?.RoutePattern.RawText ?? endpoint?.DisplayName ?? context.Request.Path}";
    }
}
