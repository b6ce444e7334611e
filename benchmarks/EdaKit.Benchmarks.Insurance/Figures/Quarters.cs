namespace EdaKit.Benchmarks.Insurance.Figures;

/// <summary>The middle of some figures, and its spread.</summary>
/// <param name="Lower">A quarter is below.</param>
/// <param name="Median">A half is below.</param>
/// <param name="Upper">A quarter is above.</param>
internal readonly record struct Quarters(double Lower, double Median, double Upper)
{
    public static Quarters Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return new(At(1), At(2), At(3));

        double At(int quarter) => sorted[(sorted.Count - 1) * quarter / 4];
    }

    /// <summary>Such as <c>10.4 (10.0 to 11.5)</c>.</summary>
    public string Text(string format) => $"{Median.ToString(format)} ({Lower.ToString(format)} to {Upper.ToString(format)})";
}
