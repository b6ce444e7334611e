using EdaKit.AspNetCore.Idempotency.Requests;

namespace EdaKit.AspNetCore.Idempotency.Storage;

/// <summary>
/// Proof that a request with an idempotency key was handled, and its answer. It is part of the application's model so that migrations make its
/// table; applications do not read or write it through EF Core.
/// </summary>
public sealed class IdempotencyEntry
{
    internal const int LongestKey = IdempotencyKey.Longest;

    /// <summary>SHA-256 over endpoint, caller and key, 32 bytes.</summary>
    public byte[] Id { get; set; } = [];

    /// <summary>The key as the client chose it, without quotes, at most 255 characters.</summary>
    public string Key { get; set; } = "";

    /// <summary>Method and route of the endpoint, such as <c>POST /orders/{id}/payments</c>.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Who sent it, as <see cref="IdempotencyOptions.Caller"/> says. Empty: nobody in particular.</summary>
    public string Caller { get; set; } = "";

    /// <summary>SHA-256 over method, path, query and body of the request, 32 bytes.</summary>
    public byte[] Fingerprint { get; set; } = [];

    /// <summary>When the request was taken on, by the database's clock, in milliseconds since 1970-01-01 UTC.</summary>
    public long ClaimedAt { get; set; }

    /// <summary>The status code of the answer. 0 while there is none, which no other transaction sees.</summary>
    public int Status { get; set; }

    /// <summary>The headers of the answer that are replayed, as JSON: for each name its values.</summary>
    public string Headers { get; set; } = "";

    /// <summary>The body of the answer, byte for byte.</summary>
    public byte[] Body { get; set; } = [];
}
