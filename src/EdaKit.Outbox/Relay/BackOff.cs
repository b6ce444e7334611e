namespace EdaKit.Outbox.Relay;

/// <summary>
/// Exponential back-off with jitter: the n-th pause is the shortest times 2^(n-1), at most the longest, varied by up to a fifth either way so
/// that processes that failed together do not come back together.
/// </summary>
internal static class BackOff
{
    private const double Jitter = 0.2;

    public static TimeSpan After(int failures, TimeSpan shortest, TimeSpan longest)
    {
        var doublings = Math.Clamp(failures - 1, 0, 30);
        var pause = Math.Min(shortest.TotalMilliseconds * Math.Pow(2, doublings), longest.TotalMilliseconds);
        var varied = pause * (1 - Jitter + 2 * Jitter * Random.Shared.NextDouble());

        return TimeSpan.FromMilliseconds(Math.Min(varied, longest.TotalMilliseconds));
    }
}
