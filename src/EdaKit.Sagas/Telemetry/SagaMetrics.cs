using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EdaKit.Sagas.Health;
using EdaKit.Telemetry;

namespace EdaKit.Sagas.Telemetry;

/// <summary>The counters of step sagas, and the gauge of all sagas' states. Each carries the saga's name as <c>edakit.saga</c>. A message that is handled again after a failure counts again.</summary>
internal sealed class SagaMetrics
{
    private readonly ConcurrentDictionary<Type, Func<IReadOnlyList<StateCount>?>> _watched = new();
    private readonly Counter<long> _started;
    private readonly Counter<long> _ended;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _parked;
    private readonly Counter<long> _resumed;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _ignored;

    /// <param name="meters">The host's factory. A container without a host has none, and gets a meter of its own.</param>
    public SagaMetrics(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(TelemetryNames.Sagas) ?? new Meter(TelemetryNames.Sagas);

        _started = meter.CreateCounter<long>("edakit.sagas.started", "{saga}", "Instances that began.");
        _ended = meter.CreateCounter<long>("edakit.sagas.ended", "{saga}", "Instances that ended, by how: completed or compensated.");
        _duration = meter.CreateHistogram<double>("edakit.sagas.duration", "s", "From the begin of an instance to its end.");
        _parked = meter.CreateCounter<long>("edakit.sagas.parked", "{saga}", "Instances set aside for a person.");
        _resumed = meter.CreateCounter<long>("edakit.sagas.resumed", "{saga}", "Parked instances that a person resumed.");
        _retries = meter.CreateCounter<long>("edakit.sagas.retries", "{attempt}", "Commands and compensations that will be sent again.");
        _ignored = meter.CreateCounter<long>("edakit.sagas.ignored", "{message}", "Messages without effect: late, or duplicates.");

        meter.CreateObservableGauge("edakit.sagas.current", Observe, "{saga}", "Stored instances by their state; of step sagas those that have not ended.");
    }

    public void Started(string saga) => _started.Add(1, Tag(saga));

    public void Ended(string saga, bool isCompleted, TimeSpan duration)
    {
        var outcome = new KeyValuePair<string, object?>(TagNames.Outcome, isCompleted ? "completed" : "compensated");
        _ended.Add(1, Tag(saga), outcome);
        _duration.Record(duration.TotalSeconds, Tag(saga), outcome);
    }

    public void Parked(string saga, string step) => _parked.Add(1, Tag(saga), new(TagNames.SagaStep, step));

    public void Resumed(string saga, string step) => _resumed.Add(1, Tag(saga), new(TagNames.SagaStep, step));

    public void Retried(string saga, string step) => _retries.Add(1, Tag(saga), new(TagNames.SagaStep, step));

    public void Ignored(string saga) => _ignored.Add(1, Tag(saga));

    /// <summary>Has the gauge show a context. What it answers is taken as it is, null for nothing to show; it must not wait for anything.</summary>
    public void Watch(Type context, Func<IReadOnlyList<StateCount>?> observe) => _watched[context] = observe;

    private IEnumerable<Measurement<long>> Observe() =>
        from watched in _watched
        from count in watched.Value() ?? []
        select new Measurement<long>(count.Instances, Tag(count.Saga), new(TagNames.SagaState, count.State), new(TagNames.Context, watched.Key.Name));

    private static KeyValuePair<string, object?> Tag(string saga) => new(TagNames.Saga, saga);
}
