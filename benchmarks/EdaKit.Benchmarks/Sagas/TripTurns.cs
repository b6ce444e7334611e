using System.Diagnostics;
using EdaKit.Benchmarks.Figures;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>The turns of one subject: how many trips a second, and what they took of this process, a turn each.</summary>
internal sealed class TripTurns(TripApplication application)
{
    private readonly List<TripTurn> _turns = [];

    public TripApplication Application => application;

    public double TripsPerSecond => MedianOf(turn => turn.TripsPerSecond);

    public double Microseconds => MedianOf(turn => turn.Microseconds);

    public double KiB => MedianOf(turn => turn.KiB);

    /// <summary>Has a turn.</summary>
    public async Task RunAsync(int trips)
    {
        var (began, processor, bytes) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        await application.RunAsync(trips);
        _turns.Add(new(trips / Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / trips,
            (GC.GetTotalAllocatedBytes() - bytes) / 1024.0 / trips));
    }

    /// <summary>How much faster it was than another, turn by turn: the lower quarter, the median and the upper quarter of the ratios.</summary>
    public Quarters RatioTo(TripTurns other) => Quarters.Of(_turns.Zip(other._turns, (mine, theirs) => mine.TripsPerSecond / theirs.TripsPerSecond));

    private double MedianOf(Func<TripTurn, double> figure) => _turns.Select(figure).Order().ElementAt(_turns.Count / 2);
}

/// <summary>What one turn came to.</summary>
/// <param name="TripsPerSecond">How fast.</param>
/// <param name="Microseconds">Processor time of this process for a trip, with participants.</param>
/// <param name="KiB">What it allocated for a trip, with participants.</param>
internal sealed record TripTurn(double TripsPerSecond, double Microseconds, double KiB);
