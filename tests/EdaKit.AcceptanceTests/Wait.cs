namespace EdaKit.AcceptanceTests;

/// <summary>Waits for something that another process does.</summary>
internal static class Wait
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is yes.</summary>
    /// <exception cref="TimeoutException">It was not in time.</exception>
    public static async Task Until(string what, TimeSpan patience, Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Poll);
        var started = TimeProvider.System.GetTimestamp();

        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(started) > patience)
                throw new TimeoutException($"Within {patience.TotalSeconds:0} s it did not happen that {what}.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
