using System.Diagnostics;

namespace EdaKit.Benchmarks.Journal;

/// <summary>How long something took, again and again.</summary>
internal sealed class Times
{
    private readonly List<TimeSpan> _taken = [];

    public int Count => _taken.Count;

    public string Median => Text(At(0.5));

    public string P99 => Text(At(0.99));

    public string Longest => Text(At(1));

    public async Task<T> TakeAsync<T>(Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        _taken.Add(Stopwatch.GetElapsedTime(started));
        return result;
    }

    private TimeSpan At(double part) => _taken.Order().ElementAt((int)((_taken.Count - 1) * part));

    private static string Text(TimeSpan time) => $"{time.TotalMilliseconds:N1}";
}
