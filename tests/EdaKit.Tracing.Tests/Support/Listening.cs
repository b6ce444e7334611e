using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace EdaKit.Tracing.Tests.Support;

public enum ListeningKind
{
    /// <summary>Nobody listens, as where OpenTelemetry is not installed.</summary>
    Nobody,

    /// <summary>OpenTelemetry listens, and the sampler has decided against this trace.</summary>
    Unsampled,

    Sampled,
}

/// <summary>Who listens to activities, and a request that begins a trace.</summary>
public sealed class Listening : IDisposable
{
    private const string Source = "EdaKit.Tracing.Tests";

    private readonly ActivitySource _source = new(Source);
    private readonly Collector _collector = new();
    private readonly TracerProvider? _provider;
    private readonly ListeningKind _kind;

    public Listening(ListeningKind kind)
    {
        _kind = kind;
        _provider = kind == ListeningKind.Nobody ? null : Sdk.CreateTracerProviderBuilder().AddEdaKit().AddSource(Source)
            .SetSampler(new ParentBasedSampler(new AlwaysOnSampler())).AddProcessor(_collector).Build();
    }

    /// <summary>What was recorded and has ended, in that order.</summary>
    public IReadOnlyList<Activity> Recorded => [.. _collector.Activities];

    /// <summary>The spans of a name, when there are that many, in the order in which they began.</summary>
    public async Task<IReadOnlyList<Activity>> WaitForAsync(string name, int count)
    {
        await Eventually.IsAsync(count, () => Task.FromResult(Named().Count()));
        return [.. Named().OrderBy(span => span.StartTimeUtc)];

        IEnumerable<Activity> Named() => Recorded.Where(span => span.DisplayName == name);
    }

    /// <summary>The span that MassTransit has of a message's way, by the end of its name.</summary>
    public IEnumerable<Activity> MassTransit(string end) => Recorded.Where(span => span.Source.Name == "MassTransit" && span.DisplayName.EndsWith(end, StringComparison.Ordinal));

    /// <summary>What an incoming request is: an activity that is recorded or not, with a state and baggage of its sender.</summary>
    public Activity BeginRequest()
    {
        var flags = _kind == ListeningKind.Sampled ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None;
        var sender = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags, "vendor=1", isRemote: true);

        var request = _source.StartActivity("request", ActivityKind.Server, sender) ?? new Activity("request").SetParentId(sender.TraceId, sender.SpanId, flags).Start();
        request.TraceStateString = "vendor=1";
        return request.AddBaggage("tenant", "acme");
    }

    public void Dispose()
    {
        _provider?.Dispose();
        _source.Dispose();
    }

    private sealed class Collector : BaseProcessor<Activity>
    {
        public ConcurrentQueue<Activity> Activities { get; } = new();

        public override void OnEnd(Activity data)
        {
            if (data.Recorded)
                Activities.Enqueue(data);
        }
    }
}
