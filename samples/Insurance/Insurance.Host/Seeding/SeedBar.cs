using Spectre.Console;

namespace Insurance.Host.Seeding;

/// <summary>A bar that grows with the policies.</summary>
internal sealed class SeedBar(ProgressContext progress) : IProgress<double>
{
    private readonly Lazy<ProgressTask> _bar = new(() => progress.AddTask("Policies of three years", maxValue: 1));

    public void Report(double value)
    {
        // Several policies are finished at once, and may report in another order.
        if (value > _bar.Value.Value)
            _bar.Value.Value = value;
    }
}
