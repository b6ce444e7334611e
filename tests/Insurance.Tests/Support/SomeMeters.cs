using System.Diagnostics.Metrics;

namespace Insurance.Tests.Support;

/// <summary>Makes meters where no container does.</summary>
internal sealed class SomeMeters : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        _meters.Add(new(options));
        return _meters[^1];
    }

    public void Dispose() => _meters.ForEach(meter => meter.Dispose());
}
