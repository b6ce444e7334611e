using System.Text.Json;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Lanes;

/// <summary>Decides and writes down what becomes of a record that its lane could not send.</summary>
internal sealed class LaneFailures(Type context, ILaneStore store, OutboxOptions options, OutboxMetrics metrics, ILogger logger)
{
    private const int HeldAtOnce = 1000;

    private readonly Dictionary<Guid, (OutboxRecord Original, Exception Error)> _diverting = [];

    /// <summary>Counts the attempt, and lets the record pause, parks it or has it diverted.</summary>
    public async Task<LaneStep> HandleAsync(OutboxRecord record, SendOutcome outcome, TimeSpan pause, CancellationToken cancellationToken)
    {
        var error = outcome.Error!;
        var reason = $"{error.GetType().FullName}: {error.Message}";
        var attempt = record.Attempts + 1;
        var hasBeenDiverted = _diverting.Remove(record.Id);

        if (attempt < options.Relay.MaxAttempts && !hasBeenDiverted)
        {
            await store.PauseAsync(record.Id, pause, reason, cancellationToken);
            record.Attempts = attempt;
            RelaySpans.End(outcome, SpanOutcome.Deferred);
            OutboxLog.SendFailed(logger, error, record.Id, record.MessageTypes, context.Name, attempt, options.Relay.MaxAttempts, pause);
            return LaneStep.Pausing;
        }

        if (options.Lanes.WhenParked == LanePolicy.Divert && !hasBeenDiverted && CanBeDiverted(record))
        {
            _diverting[record.Id] = (record, error);
            RelaySpans.End(outcome, SpanOutcome.Diverted);
            return LaneStep.Diverting;
        }

        await store.ParkAsync(record.Id, reason, cancellationToken);
        metrics.Parked(context);
        RelaySpans.End(outcome, SpanOutcome.Parked);
        OutboxLog.RecordParked(logger, error, record.Id, record.MessageTypes, context.Name, attempt);

        if (options.Lanes.WhenParked != LanePolicy.Skip)
            await HoldAsync([record.Lane!], cancellationToken);

        return LaneStep.Parked;
    }

    /// <summary>The record, on its way to where such records go.</summary>
    public OutboxRecord DiversionOf(OutboxRecord record) => Diversion.Of(record, options.Lanes.DivertTo!, _diverting[record.Id].Error.Message);

    /// <summary>Takes note of a confirmed record: it may be a diverted one.</summary>
    public void Confirmed(OutboxRecord record)
    {
        if (!_diverting.Remove(record.Id, out var diverted))
            return;

        metrics.Diverted(context);
        OutboxLog.RecordDiverted(logger, diverted.Error, record.Id, record.MessageTypes, context.Name, diverted.Original.Destination, options.Lanes.DivertTo!);
    }

    /// <summary>A record was neither confirmed nor refused: whether it is diverted is open again.</summary>
    public void Forget(OutboxRecord record) => _diverting.Remove(record.Id);

    /// <summary>Holds what waits behind parked records of these lanes.</summary>
    public async Task HoldAsync(IReadOnlyCollection<string> lanes, CancellationToken cancellationToken)
    {
        foreach (var lane in lanes)
        {
            int held, all = 0;
            do
            {
                held = await store.HoldAsync([lane], HeldAtOnce, cancellationToken);
                all += held;
            }
            while (held == HeldAtOnce);

            if (all > 0)
                OutboxLog.LaneBlocked(logger, lane, context.Name, all);
        }
    }

    private static bool CanBeDiverted(OutboxRecord record)
    {
        try
        {
            return record.Written is not null || RecordProperties.FromJson(record.Properties) is not null;
        }
        catch (JsonException)
        {
            // What cannot be read cannot be sent anywhere.
            return false;
        }
    }
}

/// <summary>What becomes of a record that could not be sent.</summary>
internal enum LaneStep
{
    /// <summary>It is tried again after a pause.</summary>
    Pausing,

    /// <summary>It is sent elsewhere instead.</summary>
    Diverting,

    /// <summary>It is set aside.</summary>
    Parked,
}
