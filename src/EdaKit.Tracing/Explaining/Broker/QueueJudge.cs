namespace EdaKit.Tracing.Explaining.Broker;

/// <summary>Says where a message is that was sent and that nobody has handled, as far as the broker shows it.</summary>
internal sealed class QueueJudge(FlowCase flow)
{
    /// <summary>Where it is.</summary>
    /// <param name="message">The message.</param>
    /// <param name="participant">Who should handle it; null: nobody in particular is known.</param>
    /// <param name="service">The service of that one.</param>
    /// <param name="isLate">Whether it takes longer than it may.</param>
    /// <returns>Null where the broker was not asked, or does not show it.</returns>
    public FlowVerdict? Judge(FlowMessage message, string? participant, string? service, bool isLate)
    {
        if (flow.Broker is not { } broker || BrokerView.ExchangeOf(message) is not { } exchange)
            return null;

        // 1. It came to no queue, and is kept nowhere. That is so however short a time ago it was sent.
        if (NotRouted(broker, exchange, message, participant, service) is { } lost)
            return lost;

        if (!isLate)
            return null;

        // 2. It waits where it came to. 3. Somebody could not handle it, and put it aside.
        var queues = participant is null ? broker.QueuesOf(exchange) : [Participant.Of(participant).Endpoint];
        return queues.Select(broker.Find).OfType<QueueState>().FirstOrDefault(queue => queue.Waiting + queue.Taken > 0) is { } busy
            ? Waiting(message, participant, service, busy)
            : queues.SelectMany(queue => new[] { broker.Find(BrokerView.ErrorsOf(queue)), broker.Find(BrokerView.SkippedOf(queue)) }).OfType<QueueState>().FirstOrDefault(queue => queue.Waiting > 0) is { } aside
                ? Aside(message, participant, service, aside)
                : null;
    }

    /// <summary>How many messages an endpoint has put aside, for people.</summary>
    /// <returns>An empty text where the broker was not asked.</returns>
    public string Errors(string endpoint) => flow.Broker is not { } broker ? ""
        : broker.Find(BrokerView.ErrorsOf(endpoint)) is { Waiting: > 0 } errors ? $" It holds {Messages(errors.Waiting)}." : " It is empty now: somebody has moved or removed what it had.";

    private FlowVerdict? NotRouted(BrokerView broker, string exchange, FlowMessage message, string? participant, string? service)
    {
        var endpoint = participant is null ? null : Participant.Of(participant).Endpoint;
        var queues = broker.QueuesOf(exchange);
        var why = endpoint switch
        {
            null when queues.Count == 0 => $"no queue is bound to '{exchange}', so that nobody gets it",
            { } when broker.Find(endpoint) is null => $"the broker has no queue '{endpoint}'",
            { } when !queues.Contains(endpoint) => $"the queue '{endpoint}' is not bound to '{exchange}'",
            _ => null,
        };

        return why is null ? null : Verdict(FlowVerdictCode.NotRouted, message, participant, $"{why}: it is kept nowhere. Whoever runs {Runs(service)} must start it, which binds its queue, and have the message sent again.");
    }

    private FlowVerdict Waiting(FlowMessage message, string? participant, string? service, QueueState queue) => Verdict(FlowVerdictCode.InQueue, message, participant,
        $"the queue '{queue.Name}' holds {Messages(queue.Waiting)} that wait{(queue.Waiting == 1 ? "s" : "")} and {queue.Taken} being handled. "
        + (queue.Readers == 0
            ? $"Nobody reads it: whoever runs {Runs(service)} must start it."
            : $"{queue.Readers} {(queue.Readers == 1 ? "reads" : "read")} it: whoever runs {Runs(service)} must see what keeps {(queue.Readers == 1 ? "it" : "them")}."));

    private FlowVerdict Aside(FlowMessage message, string? participant, string? service, QueueState queue) => Verdict(FlowVerdictCode.InErrorQueue, message, participant,
        $"its queue is empty, and '{queue.Name}' holds {Messages(queue.Waiting)}, this one most likely among them. Whoever looks after {Runs(service)} must mend the cause, which its log has, and move them back.");

    private FlowVerdict Verdict(FlowVerdictCode code, FlowMessage message, string? participant, string text) => new()
    {
        Code = code,
        Sentence = $"{Words.Sent(message, flow.Now)}, and {text}",
        MessageId = message.Id, Contract = message.Contract, Participant = participant, At = message.At,
    };

    private static string Runs(string? service) => service is null or "" ? "the receiver" : $"'{service}'";

    private static string Messages(long count) => $"{count} message{(count == 1 ? "" : "s")}";
}
