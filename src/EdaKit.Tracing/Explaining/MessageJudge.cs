using EdaKit.Contracts;
using EdaKit.Evidence;
using EdaKit.Journal;
using EdaKit.Tracing.Explaining.Broker;

namespace EdaKit.Tracing.Explaining;

/// <summary>Says what keeps a message from its effect on one who should handle it.</summary>
internal sealed class MessageJudge(FlowCase flow)
{
    private readonly QueueJudge _queues = new(flow);

    /// <summary>What keeps it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="participant">Who should handle it; null: nobody in particular is known.</param>
    /// <param name="service">The service of that one.</param>
    /// <returns>Null where it was handled.</returns>
    public FlowVerdict? Judge(FlowMessage message, string? participant, string? service)
    {
        var fates = message.Fates.Where(fate => fate.Participant is not null && (participant is null || IsOf(fate, participant))).ToList();

        if (fates.Exists(fate => fate.Kind == JournalKind.Consumed))
            return null;

        if (fates.FindLast(fate => fate.Kind == JournalKind.Faulted) is { } fault)
            return Failed(message, fault);

        if (fates.Find(fate => fate.Kind == JournalKind.Duplicate) is { } duplicate)
            return Dropped(message, duplicate);

        if (message.Stored is { } stored)
            return Stored(message, stored);

        return fates.FindLast(fate => fate.Kind == JournalKind.Failing) is { } failing ? Failing(message, failing) : Gone(message, participant, service);
    }

    // Where nobody reads a version, no consumer has a name: it is the endpoint's fault.
    private static bool IsOf(FlowFate fate, string participant) => fate.Participant == participant
        || (fate.Kind == JournalKind.Faulted && Participant.Of(fate.Participant!) is { Consumer: "" } endpoint && endpoint.Endpoint == Participant.Of(participant).Endpoint);

    private FlowVerdict Failed(FlowMessage message, FlowFate fault)
    {
        var endpoint = Participant.Of(fault.Participant!).Endpoint;
        var isUnread = fault.Note?.StartsWith($"{typeof(ContractNotReadException).FullName}:", StringComparison.Ordinal) == true;

        return new()
        {
            Code = isUnread ? FlowVerdictCode.VersionOutOfReach : FlowVerdictCode.ConsumerFailed,
            Sentence = isUnread
                ? $"'{message.Contract} v{message.Version}' came to the endpoint '{endpoint}' of '{fault.Service}' at {Words.Time(fault.At)}, where nobody reads that version. {fault.Note}"
                : $"{Words.Who(fault.Participant, fault.Service)} {(Participant.Of(fault.Participant!).Consumer.Length == 0 ? "could give nobody" : "failed on")} '{message.Contract}' at {Words.Time(fault.At)}: {fault.Note}. Whoever looks after it must mend the cause, "
                    + $"and move the message back from '{endpoint}_error'.{_queues.Errors(endpoint)}",
            MessageId = message.Id, Contract = message.Contract, Participant = fault.Participant, At = fault.At,
        };
    }

    private static FlowVerdict Failing(FlowMessage message, FlowFate failing) => new()
    {
        Code = FlowVerdictCode.ConsumerFailed,
        Sentence = $"{Words.Who(failing.Participant, failing.Service)} keeps failing on '{message.Contract}', as it did at {Words.Time(failing.At)}: {failing.Note}. It is tried again as its retries are set up, and this "
            + "entry is the last of ever fewer. Whoever looks after it must mend the cause.",
        MessageId = message.Id, Contract = message.Contract, Participant = failing.Participant, At = failing.At,
    };

    private FlowVerdict Dropped(FlowMessage message, FlowFate duplicate)
    {
        var handled = flow.Evidence.Handled.FirstOrDefault(one => one.MessageId == message.Id && one.Participant == duplicate.Participant);
        var of = handled is null ? "another message with that id had been handled before" : $"a message with that id was handled at {Words.Time(handled.At)}";

        return new()
        {
            Code = FlowVerdictCode.DroppedAsDuplicate,
            Sentence = $"'{message.Contract}' came to {Words.Who(duplicate.Participant, duplicate.Service)} at {Words.Time(duplicate.At)} under the message id '{message.Id}', and had no effect: "
                + $"{of}. Whoever sends it must give each message an id of its own ({Words.Sent(message, flow.Now)}).",
            MessageId = message.Id, Contract = message.Contract, Participant = duplicate.Participant, At = duplicate.At,
        };
    }

    private FlowVerdict Stored(FlowMessage message, StoredMessage stored)
    {
        var where = $"'{message.Contract}' is in the outbox{(message.Service is null ? "" : $" of '{message.Service}'")}";
        var age = flow.Now - stored.Since;

        var (code, sentence) = stored.State switch
        {
            StoredState.Parked => (FlowVerdictCode.Parked, $"{where} for '{stored.Destination}', parked since {Words.Since(stored.Since, flow.Now)}: {stored.LastError}. A person must mend the cause, "
                + $"and put it back: edakit outbox retry {stored.RecordId}."),
            StoredState.Held => (FlowVerdictCode.HeldInLane, $"{where}, held in its lane '{stored.Lane}'{Behind(stored)}."),
            StoredState.Delayed when stored.MessageId != message.Id => (FlowVerdictCode.Scheduled, $"'{message.Contract}' came to '{stored.Destination}', failed there, and is to come again at "
                + $"{Words.Time(stored.Until!.Value)} (in {Words.Span(stored.Until.Value - flow.Now)}). Whoever looks after '{stored.Destination}' has until then to mend the cause{Cause(message)}."),
            StoredState.Delayed => (FlowVerdictCode.Scheduled, $"{where} since {Words.Since(stored.Since, flow.Now)}, and is to be sent at {Words.Time(stored.Until!.Value)} "
                + $"(in {Words.Span(stored.Until.Value - flow.Now)}). Nobody need act."),
            StoredState.Sending when age <= flow.Options.LeastPatience =>
                (FlowVerdictCode.OnItsWay, $"{where} since {Words.Since(stored.Since, flow.Now)}, and a relay is sending it. Nobody need act."),
            _ when stored.Attempts == 0 && stored.LastError is null && age <= flow.Options.OutboxPatience =>
                (FlowVerdictCode.OnItsWay, $"{where} since {Words.Since(stored.Since, flow.Now)}, and will be sent in a moment. Nobody need act."),
            _ => (FlowVerdictCode.InOutbox, $"{where} since {Words.Since(stored.Since, flow.Now)}, to be sent to '{stored.Destination}', after {stored.Attempts} attempts that failed"
                + $"{(stored.LastError is null ? "" : $"; the last: {stored.LastError}")}. Whoever runs {(message.Service is null ? "the service" : $"'{message.Service}'")} must see that a process with the relay "
                + "runs, and that the broker answers."),
        };

        return new() { Code = code, Sentence = sentence, MessageId = message.Id, Contract = message.Contract, Participant = message.Participant, At = stored.Since, Until = stored.Until };
    }

    private static string Cause(FlowMessage message) => message.Fates.LastOrDefault(fate => fate.Kind == JournalKind.Failing) is { } failing ? $": {failing.Note}" : ", which its log has";

    private string Behind(StoredMessage stored) => stored.Behind is not { } parked
        ? ", behind one that was parked and no longer is; it will be sent in a moment"
        : $" behind message '{parked.MessageId}' to '{parked.Destination}', which is parked since {Words.Since(parked.Since, flow.Now)}: {parked.LastError}. A person must mend the cause, "
            + $"and put that one back: edakit outbox retry {parked.RecordId}";

    private FlowVerdict Gone(FlowMessage message, string? participant, string? service)
    {
        var normal = flow.Map.NormalTime(message.Contract ?? "", participant);
        var patience = normal > flow.Options.LeastPatience ? normal : flow.Options.LeastPatience;
        var verdict = new FlowVerdict { Code = FlowVerdictCode.OnItsWay, Sentence = "", MessageId = message.Id, Contract = message.Contract, Participant = participant, At = message.At };

        var isLate = flow.Now - message.At > patience;

        if (_queues.Judge(message, participant, service, isLate) is { } found)
            return found;

        if (!isLate)
            return verdict with { Sentence = $"{Words.Sent(message, flow.Now)}, and is on its way: {(participant is null ? "it" : Words.Who(participant, service))} may take {Words.Span(patience)}. Nobody need act." };

        var cancelled = message.How == JournalKind.Scheduled ? "it was cancelled, or " : "";
        var last = flow.Map.ConsumersOf(message.Contract ?? "").FirstOrDefault(consumer => consumer.Name == participant);
        var endpoint = participant is null ? "" : Participant.Of(participant).Endpoint;

        return verdict with
        {
            Code = FlowVerdictCode.NotConsumed,
            Sentence = participant is null
                ? $"{Words.Sent(message, flow.Now)} and is in no outbox known here; no journal known here says that anybody has ever consumed '{message.Contract}': {cancelled}no queue is bound to it, nobody runs who "
                    + "would read it, or who does keeps no journal here. Whoever runs the receivers must look at their queues."
                : $"{Words.Sent(message, flow.Now)} and is in no outbox known here; no journal known here says that {Words.Who(participant, service)} has consumed it, "
                    + $"{(last is { LastAt: null } ? "who listens to it as is declared, and was never seen to" : $"who did so with others until {(last is null ? "then" : Words.Time(last.LastAt!.Value))}")}: {cancelled}its queue is not bound, nobody runs there, or it waits. Whoever runs {(service is null or "" ? "it" : $"'{service}'")} must look at "
                    + $"the queues '{endpoint}', '{endpoint}_error' and '{endpoint}_skipped'.",
        };
    }
}
