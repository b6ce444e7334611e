using EdaKit.Outbox.Registration;

namespace EdaKit.Outbox.PostgreSql.Notifications;

/// <summary>The pauses after failures: they double, from the relay's shortest to its longest, and vary so that processes do not come back together.</summary>
internal static class Pause
{
    private const double Jitter = 0.2;

    public static TimeSpan After(int failures, RelayOptions relay)
    {
        var doubled = relay.MinBackOff * Math.Pow(2, Math.Min(failures - 1, 30));

        return (doubled < relay.MaxBackOff ? doubled : relay.MaxBackOff) * (1 - Jitter * Random.Shared.NextDouble());
    }

    /// <summary>Waits; a stop ends it without an exception.</summary>
    public static async Task TryAsync(TimeSpan pause, TimeProvider time, CancellationToken stopping) =>
        await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
