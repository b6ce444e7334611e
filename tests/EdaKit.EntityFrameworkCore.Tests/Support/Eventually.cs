using System.Diagnostics;

namespace EdaKit.EntityFrameworkCore.Tests.Support;

/// <summary>Waits for a condition that only a question can tell, with a bound.</summary>
public static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    public static async Task IsAsync<T>(T expected, Func<Task<T>> ask)
    {
        var started = Stopwatch.GetTimestamp();
        T actual;

        while (!EqualityComparer<T>.Default.Equals(actual = await ask(), expected))
        {
            if (Stopwatch.GetElapsedTime(started) > Bound)
                Assert.Equal(expected, actual);

            await Task.Delay(Step);
        }
    }
}
