namespace EdaKit.Benchmarks.Insurance.Figures;

/// <summary>How long something took, again and again, in milliseconds.</summary>
internal sealed class Times
{
    private readonly List<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public string Median => Text(0.5);

    public string P99 => Text(0.99);

    public string Longest => Text(1);

    public Quarters Quarters => Quarters.Of(_milliseconds);

    public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

    private string Text(double part) => $"{_milliseconds.Order().ElementAt((int)((_milliseconds.Count - 1) * part)):N0}";
}
