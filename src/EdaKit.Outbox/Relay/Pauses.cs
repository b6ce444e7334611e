namespace EdaKit.Outbox.Relay;

/// <summary>Waits that a stop ends without an exception.</summary>
internal static class Pauses
{
    /// <returns>False where the wait was ended.</returns>
    public static async Task<bool> TryAsync(TimeSpan pause, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
