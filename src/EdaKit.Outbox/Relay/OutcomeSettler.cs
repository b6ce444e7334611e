using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Relay;

/// <summary>Writes down how sending ended: confirmed records go, the others come back later or are parked.</summary>
internal sealed class OutcomeSettler(Guid relay, Type context, IOutboxStore store, RelayOptions options, OutboxMetrics metrics, ILogger logger)
{
    /// <summary>Settles outcomes, and takes each off the list as it is settled: after a failure the call is repeated for those that remain.</summary>
    public async Task SettleAsync(List<SendOutcome> outcomes, CancellationToken cancellationToken)
    {
        // 1. What the broker has goes first: each moment that a confirmed record stays is a moment in which a crash sends it twice.
        await RemoveConfirmedAsync(outcomes, cancellationToken);

        // 2. What met an outage, or the end of this relay, comes free again; its own count of attempts is untouched.
        await ReleaseAsync(outcomes, SendResult.BrokerUnavailable, options.MinBackOff, cancellationToken);
        await ReleaseAsync(outcomes, SendResult.Stopped, TimeSpan.Zero, cancellationToken);

        // 3. What cannot be sent backs off, and is parked when it has had its attempts.
        while (outcomes.Count > 0)
        {
            await DeferOrParkAsync(outcomes[^1], cancellationToken);
            outcomes.RemoveAt(outcomes.Count - 1);
        }
    }

    private async Task RemoveConfirmedAsync(List<SendOutcome> outcomes, CancellationToken cancellationToken)
    {
        var confirmed = outcomes.Where(outcome => outcome.IsDone).Select(outcome => outcome.Record.Id).ToList();
        if (confirmed.Count == 0)
            return;

        await store.RemoveAsync(confirmed, cancellationToken);

        foreach (var outcome in outcomes)
        {
            if (outcome.IsDone)
                RelaySpans.End(outcome, outcome.Result == SendResult.Confirmed ? SpanOutcome.Sent : SpanOutcome.Unrouted);
        }

        outcomes.RemoveAll(outcome => outcome.IsDone);
    }

    private async Task ReleaseAsync(List<SendOutcome> outcomes, SendResult result, TimeSpan delay, CancellationToken cancellationToken)
    {
        var records = outcomes.Where(outcome => outcome.Result == result).Select(outcome => outcome.Record.Id).ToList();
        if (records.Count == 0)
            return;

        await store.ReleaseAsync(relay, records, delay, cancellationToken);

        foreach (var outcome in outcomes)
        {
            if (outcome.Result == result)
                RelaySpans.End(outcome, SpanOutcome.Released);
        }

        outcomes.RemoveAll(outcome => outcome.Result == result);
    }

    private async Task DeferOrParkAsync(SendOutcome failed, CancellationToken cancellationToken)
    {
        var record = failed.Record;
        var attempt = record.Attempts + 1;
        var error = failed.Error!;
        var reason = $"{error.GetType().FullName}: {error.Message}";

        if (attempt >= options.MaxAttempts)
        {
            await store.ParkAsync(relay, record.Id, reason, cancellationToken);
            metrics.Parked(context);
            RelaySpans.End(failed, SpanOutcome.Parked);
            OutboxLog.RecordParked(logger, error, record.Id, record.MessageTypes, context.Name, attempt);
            return;
        }

        var pause = BackOff.After(attempt, options.MinBackOff, options.MaxBackOff);
        await store.DeferAsync(relay, record.Id, pause, reason, cancellationToken);
        RelaySpans.End(failed, SpanOutcome.Deferred);
        OutboxLog.SendFailed(logger, error, record.Id, record.MessageTypes, context.Name, attempt, options.MaxAttempts, pause);
    }
}
