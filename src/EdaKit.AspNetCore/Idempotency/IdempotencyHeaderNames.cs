namespace EdaKit.AspNetCore.Idempotency;

/// <summary>The header fields of idempotent requests and their answers.</summary>
public static class IdempotencyHeaderNames
{
    /// <summary>
    /// The request field with the key: a string as in RFC 9651, in double quotes, or leniently the bare key.
    /// Source: draft-ietf-httpapi-idempotency-key-header-07.
    /// </summary>
    public const string Key = "Idempotency-Key";

    /// <summary>The response field that marks a stored answer that is sent again. Its value is <c>true</c>; a first answer does not have it.</summary>
    public const string Replayed = "Idempotent-Replayed";
}
