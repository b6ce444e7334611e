namespace EdaKit.Testing.Tests.Servers;

/// <summary>Waits for a condition itself, with a bound.</summary>
internal static class Patiently
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    public static async Task<bool> WaitForAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Bound)
                return false;
            await Task.Delay(Every, TimeProvider.System, cancellationToken);
        }

        return true;
    }
}
