using System.Diagnostics.Metrics;
using EdaKit.Telemetry;

namespace EdaKit.AspNetCore.Telemetry;

/// <summary>The counters of idempotency keys. Each carries the context's name as <c>edakit.context</c>.</summary>
internal sealed class IdempotencyMetrics
{
    private readonly Counter<long> _stored;
    private readonly Counter<long> _replayed;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _released;

    public IdempotencyMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.AspNetCore);

        _stored = meter.CreateCounter<long>("edakit.idempotency.stored", "{request}", "Requests whose effects and response were committed under their key.");
        _replayed = meter.CreateCounter<long>("edakit.idempotency.replayed", "{request}", "Requests that got the stored response again, without effect.");
        _refused = meter.CreateCounter<long>("edakit.idempotency.refused", "{request}", "Requests that their key kept from running, by edakit.reason.");
        _released = meter.CreateCounter<long>("edakit.idempotency.released", "{request}", "Requests that ran and were rolled back, so that their key is free.");
    }

    public void Stored(Type context) => _stored.Add(1, Tag(context));

    public void Replayed(Type context) => _replayed.Add(1, Tag(context));

    public void Refused(Type context, string reason) => _refused.Add(1, Tag(context), new(TagNames.Reason, reason));

    public void Released(Type context) => _released.Add(1, Tag(context));

    private static KeyValuePair<string, object?> Tag(Type context) => new(TagNames.Context, context.Name);
}
