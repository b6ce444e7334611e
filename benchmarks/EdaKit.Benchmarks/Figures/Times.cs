using System.Diagnostics;

namespace EdaKit.Benchmarks.Figures;

/// <summary>How long something took, again and again, in milliseconds.</summary>
internal sealed class Times
{
    private readonly List<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public double Median => At(0.5);

    public double P99 => At(0.99);

    public double Longest => At(1);

    public Quarters Quarters => Quarters.Of(_milliseconds);

    public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

    public async Task<T> TakeAsync<T>(Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        Add(Stopwatch.GetElapsedTime(started));
        return result;
    }

    private double At(double part) => _milliseconds.Order().ElementAt((int)((_milliseconds.Count - 1) * part));
}
