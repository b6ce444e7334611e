using System.Diagnostics;

namespace EdaKit.TestSupport;

/// <summary>Waits for a condition that only a query can tell, with a bound.</summary>
public static class Eventually
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public static async Task IsAsync<T>(T expected, Func<Task<T>> ask, TimeSpan? bound = null)
    {
        var started = Stopwatch.GetTimestamp();
        T actual;

        while (!EqualityComparer<T>.Default.Equals(actual = await ask(), expected))
        {
            if (Stopwatch.GetElapsedTime(started) > (bound ?? Bound))
                Assert.Equal(expected, actual);

            await Task.Delay(Step);
        }
    }
}
