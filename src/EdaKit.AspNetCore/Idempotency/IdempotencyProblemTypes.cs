namespace EdaKit.AspNetCore.Idempotency;

/// <summary>
/// The <c>type</c> of each problem (RFC 9457) that an idempotency key leads to. They are part of the public contract and change only with a
/// major version; clients tell problems apart by them, not by the text.
/// </summary>
public static class IdempotencyProblemTypes
{
    /// <summary>400: the endpoint requires a key, and the request has none.</summary>
    public const string KeyMissing = "urn:edakit:problem:idempotency-key-missing";

    /// <summary>400: the request has a key that is empty, too long, not readable, or more than one.</summary>
    public const string KeyMalformed = "urn:edakit:problem:idempotency-key-malformed";

    /// <summary>422: the key belongs to another request of the same caller to the same endpoint.</summary>
    public const string KeyReused = "urn:edakit:problem:idempotency-key-reused";

    /// <summary>409: a request with this key is still in progress.</summary>
    public const string RequestInProgress = "urn:edakit:problem:idempotency-request-in-progress";

    /// <summary>413: the request's body is larger than one that is compared.</summary>
    public const string RequestTooLarge = "urn:edakit:problem:idempotency-request-too-large";

    /// <summary>500: the endpoint's response is larger than one that is stored. Nothing of the request remains.</summary>
    public const string ResponseTooLarge = "urn:edakit:problem:idempotency-response-too-large";
}
