using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdaKit.Sagas.Telemetry;

/// <summary>What a step saga uses of its process. A saga's constructor takes no services, so the bus hands them over.</summary>
internal sealed record SagaServices(TimeProvider Time, SagaMetrics Metrics, ILogger Logger)
{
    /// <summary>What a saga uses on a bus without EdaKit.</summary>
    public static SagaServices Default { get; } = new(TimeProvider.System, new(), NullLogger.Instance);

    /// <summary>Makes the ids of commands.</summary>
    public Func<Guid> NewMessageId { get; init; } = NewId.NextGuid;
}
