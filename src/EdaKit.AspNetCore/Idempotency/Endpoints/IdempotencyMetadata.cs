namespace EdaKit.AspNetCore.Idempotency.Endpoints;

/// <summary>What an endpoint says of idempotency keys. Of several, the last one holds: the endpoint's own comes after its group's.</summary>
/// <param name="ContextType">The context in whose transaction the endpoint works.</param>
/// <param name="IsRequired">Whether a request without a key is refused.</param>
internal sealed record IdempotencyMetadata(Type ContextType, bool IsRequired);
