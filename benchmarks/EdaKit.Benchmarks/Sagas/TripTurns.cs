using EdaKit.Benchmarks.Figures;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Protocol;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>The turns of one subject, in processes of its own: one after the other, or one that stays.</summary>
internal sealed class TripTurns(TripSubject subject) : IAsyncDisposable
{
    private readonly List<TripTurn> _turns = [];
    private TripProcess? _process;

    public TripSubject Subject => subject;

    /// <summary>Where its process runs; null: in memory.</summary>
    public RunPlace? Place { get; private set; }

    public double TripsPerSecond => MedianOf(turn => turn.TripsPerSecond);

    public double Microseconds => MedianOf(turn => turn.Microseconds);

    public double KiB => MedianOf(turn => turn.KiB);

    private TripProcess Process => _process ?? throw new InvalidOperationException($"'{subject.Name}' has no process.");

    /// <summary>Starts a process.</summary>
    public async Task StartAsync(RunPlace? place)
    {
        Place = place;
        _process = new(subject, place);
        await _process.ExpectAsync(Words.Ready);
    }

    /// <summary>Has trips made without a turn.</summary>
    public Task<TripTurn> MakeTripsAsync(int trips) => Process.RunAsync(trips);

    /// <summary>Has a turn.</summary>
    public async Task RunAsync(int trips) => _turns.Add(await Process.RunAsync(trips));

    /// <summary>How much faster it was than another, turn by turn.</summary>
    public Quarters RatioTo(TripTurns other) => Quarters.Of(_turns.Zip(other._turns, (mine, theirs) => mine.TripsPerSecond / theirs.TripsPerSecond));

    /// <summary>Has the process end. Another one may follow.</summary>
    public async Task EndAsync()
    {
        await Process.EndAsync();
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();

        if (Place is not null)
            await Place.DisposeAsync();

        (_process, Place) = (null, null);
    }

    private double MedianOf(Func<TripTurn, double> figure) => Quarters.Of(_turns.Select(figure)).Median;
}
