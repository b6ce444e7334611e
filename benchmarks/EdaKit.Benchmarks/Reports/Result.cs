namespace EdaKit.Benchmarks.Reports;

/// <summary>The rates of one subject in one place, a figure per run.</summary>
internal sealed record Result(string Workload, string Store, string Transport, string Subject, IReadOnlyList<double> Rates)
{
    public double Median
    {
        get
        {
            var sorted = Rates.Order().ToList();
            var middle = sorted.Count / 2;
            return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }
}
