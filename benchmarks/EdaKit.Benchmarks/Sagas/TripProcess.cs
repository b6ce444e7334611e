using System.Globalization;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Subjects;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>The process of one subject, seen from the runner.</summary>
internal sealed class TripProcess(TripSubject subject, RunPlace? place) : ChildProcess(ThisProgram.Path, ["trips", subject.Name], place)
{
    /// <summary>Has so many trips made.</summary>
    public async Task<TripTurn> RunAsync(int trips)
    {
        await SayAsync(trips.ToString(CultureInfo.InvariantCulture));
        return TripTurn.FromJson(await ReadLineAsync() ?? throw Failed("it ended without a report"));
    }
}
