using EdaKit.Outbox.Registration;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Telemetry;

/// <summary>Every log message of this package.</summary>
internal static partial class OutboxLog
{
    [LoggerMessage(OutboxEventIds.NeverSaved, LogLevel.Warning,
        "{Count} message(s) ({MessageTypes}) were published but {Context} was never saved afterwards, so they are dropped. Call SaveChangesAsync after publishing")]
    public static partial void NeverSaved(ILogger logger, int count, string messageTypes, string context);

    [LoggerMessage(OutboxEventIds.NeverCancelled, LogLevel.Warning,
        "{Count} scheduled message(s) were cancelled but {Context} was never saved afterwards, so they will be sent. Call SaveChangesAsync after cancelling")]
    public static partial void NeverCancelled(ILogger logger, int count, string context);

    [LoggerMessage(OutboxEventIds.RelayStarted, LogLevel.Information, "Relay {Relay} of {Context} started")]
    public static partial void RelayStarted(ILogger logger, Guid relay, string context);

    [LoggerMessage(OutboxEventIds.RelayStopped, LogLevel.Information, "Relay {Relay} of {Context} stopped")]
    public static partial void RelayStopped(ILogger logger, Guid relay, string context);

    [LoggerMessage(OutboxEventIds.BrokerUnavailable, LogLevel.Warning,
        "The broker does not take the messages of {Context} (attempt {Attempt}, next in {Pause}); they wait in the outbox")]
    public static partial void BrokerUnavailable(ILogger logger, Exception exception, string context, int attempt, TimeSpan pause);

    [LoggerMessage(OutboxEventIds.BrokerBack, LogLevel.Information, "The broker takes the messages of {Context} again after {Attempts} attempt(s)")]
    public static partial void BrokerBack(ILogger logger, string context, int attempts);

    [LoggerMessage(OutboxEventIds.StoreUnavailable, LogLevel.Warning, "The relay of {Context} cannot work with its tables (attempt {Attempt}, next in {Pause}); messages wait in the outbox")]
    public static partial void StoreUnavailable(ILogger logger, Exception exception, string context, int attempt, TimeSpan pause);

    [LoggerMessage(OutboxEventIds.StoreBack, LogLevel.Information, "The relay of {Context} works with its tables again after {Attempts} attempt(s)")]
    public static partial void StoreBack(ILogger logger, string context, int attempts);

    [LoggerMessage(OutboxEventIds.SendFailed, LogLevel.Warning,
        "Record {Record} ({MessageTypes}) of {Context} could not be sent (attempt {Attempt} of {MaxAttempts}, next in {Pause}); the others go on")]
    public static partial void SendFailed(ILogger logger, Exception exception, Guid record, string messageTypes, string context, int attempt, int maxAttempts, TimeSpan pause);

    [LoggerMessage(OutboxEventIds.RecordParked, LogLevel.Error,
        "Record {Record} ({MessageTypes}) of {Context} is parked after {Attempts} attempts and waits for a person. Mend the cause, then resume it as docs/runbook.md says")]
    public static partial void RecordParked(ILogger logger, Exception exception, Guid record, string messageTypes, string context, int attempts);

    [LoggerMessage(OutboxEventIds.LeasesLeft, LogLevel.Warning,
        "Relay {Relay} of {Context} stopped with {Count} record(s) in flight; another relay takes them when their lease ends, and some may be sent twice")]
    public static partial void LeasesLeft(ILogger logger, Guid relay, string context, int count);

    [LoggerMessage(OutboxEventIds.LanesMoved, LogLevel.Information, "Relay {Relay} of {Context} sends {Owned} of {All} shares of the lanes; {Relays} relay(s) take part")]
    public static partial void LanesMoved(ILogger logger, Guid relay, string context, int owned, int all, int relays);

    [LoggerMessage(OutboxEventIds.LaneBlocked, LogLevel.Warning,
        "Lane '{Lane}' of {Context} is blocked by a parked record; {Count} record(s) behind it are held until it is put back or given up")]
    public static partial void LaneBlocked(ILogger logger, string lane, string context, int count);

    [LoggerMessage(OutboxEventIds.RecordDiverted, LogLevel.Warning,
        "Record {Record} ({MessageTypes}) of {Context} could not be sent to '{Destination}' and was sent to '{DivertedTo}' instead")]
    public static partial void RecordDiverted(ILogger logger, Exception exception, Guid record, string messageTypes, string context, string destination, Uri divertedTo);

    [LoggerMessage(OutboxEventIds.LanesReleased, LogLevel.Information, "{Count} record(s) of {Context} were held in their lanes by nothing any more, and wait again")]
    public static partial void LanesReleased(ILogger logger, int count, string context);

    [LoggerMessage(OutboxEventIds.NobodyThere, LogLevel.Debug,
        "Message {MessageId} ({MessageTypes}) of {Context} reached the broker, and no queue is bound where it went ('{Destination}'): nobody subscribes, or who asked is gone")]
    public static partial void NobodyThere(ILogger logger, Guid messageId, string messageTypes, string context, string destination);

    [LoggerMessage(OutboxEventIds.BusNotReady, LogLevel.Warning,
        "The relay of {Context} waits for the bus, which is not ready: {Health}. Messages wait in the outbox until all its endpoints have started")]
    public static partial void BusNotReady(ILogger logger, string context, string health);

    [LoggerMessage(OutboxEventIds.Duplicate, LogLevel.Debug, "Message {MessageId} was handled by {Consumer} before; this delivery has no effect")]
    public static partial void Duplicate(ILogger logger, Guid messageId, string consumer);

    [LoggerMessage(OutboxEventIds.BatchSplit, LogLevel.Warning, "A batch of {Count} message(s) failed in {Consumer}; it is split to find the message that cannot be handled")]
    public static partial void BatchSplit(ILogger logger, Exception exception, int count, string consumer);

    [LoggerMessage(OutboxEventIds.LaneHeld, LogLevel.Warning,
        "Lane '{Lane}' of endpoint '{Endpoint}' waits: its message failed and could not be moved to the error queue (attempt {Attempt}, next in {Pause})")]
    public static partial void LaneHeld(ILogger logger, Exception exception, string lane, string endpoint, int attempt, TimeSpan pause);

    [LoggerMessage(OutboxEventIds.LaneCalledOff, LogLevel.Warning,
        "Endpoint '{Endpoint}' stops, and after {Limit} something of it is still being handled. It is called off, and delivered again.")]
    public static partial void LaneCalledOff(ILogger logger, string endpoint, TimeSpan limit);

    [LoggerMessage(OutboxEventIds.InboxCleaned, LogLevel.Debug, "{Count} inbox entries of {Context} older than {Window} removed")]
    public static partial void InboxCleaned(ILogger logger, int count, string context, TimeSpan window);

    [LoggerMessage(OutboxEventIds.InboxCleaningFailed, LogLevel.Warning, "Old inbox entries of {Context} could not be removed; the next try is in {Pause}")]
    public static partial void InboxCleaningFailed(ILogger logger, Exception exception, string context, TimeSpan pause);

    [LoggerMessage(OutboxEventIds.RecordRetried, LogLevel.Information,
        "Record {Record} ({MessageTypes}) of {Context} is put back by '{By}' and will be sent again; reason: '{Reason}'")]
    public static partial void RecordRetried(ILogger logger, Guid record, string messageTypes, string context, string by, string? reason);

    [LoggerMessage(OutboxEventIds.RecordDiscarded, LogLevel.Warning,
        "Record {Record} ({MessageTypes}) of {Context} is discarded by '{By}'; its consumers will never see it; reason: '{Reason}'")]
    public static partial void RecordDiscarded(ILogger logger, Guid record, string messageTypes, string context, string by, string reason);

    [LoggerMessage(OutboxEventIds.GaugesFailed, LogLevel.Warning, "The records of {Context} could not be counted for the gauges, which show nothing until they can; tried every {Pause}")]
    public static partial void GaugesFailed(ILogger logger, Exception exception, string context, TimeSpan pause);

    [LoggerMessage(OutboxEventIds.LimitReached, LogLevel.Warning,
        "The outbox of {Context} is over its limit: {Depth} message(s) wait, the oldest for {Age}. Until that is over, the policy is to {Policy}")]
    public static partial void LimitReached(ILogger logger, string context, long depth, TimeSpan age, LimitPolicy policy);

    [LoggerMessage(OutboxEventIds.BelowLimit, LogLevel.Information, "The outbox of {Context} is below its limit again")]
    public static partial void BelowLimit(ILogger logger, string context);

    [LoggerMessage(OutboxEventIds.LimitsFailed, LogLevel.Warning, "The outbox of {Context} could not be counted for its limits; until it can, they hold nobody up")]
    public static partial void LimitsFailed(ILogger logger, Exception exception, string context);
}
