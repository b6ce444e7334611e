using System.Globalization;

namespace EdaKit.Benchmarks.Figures;

/// <summary>The middle of some figures, and its spread.</summary>
/// <param name="Lower">A quarter is below.</param>
/// <param name="Median">A half is below.</param>
/// <param name="Upper">A quarter is above.</param>
internal readonly record struct Quarters(double Lower, double Median, double Upper)
{
    /// <param name="figures">At least one.</param>
    public static Quarters Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return new(sorted[sorted.Count / 4], sorted[sorted.Count / 2], sorted[sorted.Count * 3 / 4]);
    }

    /// <summary>Such as <c>10.4 (10.0 to 11.5)</c>.</summary>
    public string Text(string format) =>
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({Lower.ToString(format, CultureInfo.InvariantCulture)} to {Upper.ToString(format, CultureInfo.InvariantCulture)})";
}
