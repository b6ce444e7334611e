namespace EdaKit.AspNetCore.Telemetry;

/// <summary>The ids of all log events of this package. An id, once released, keeps its meaning.</summary>
internal static class IdempotencyEventIds
{
    public const int Replayed = 3001;
    public const int Refused = 3002;
    public const int Released = 3003;
    public const int ResponseTooLarge = 3004;
    public const int Cleaned = 3101;
    public const int CleaningFailed = 3102;
}
