using EdaKit.Evidence;
using EdaKit.Journal;
using EdaKit.Tracing.Explaining.Broker;

namespace EdaKit.Tracing.Explaining;

/// <summary>All that is known when a verdict is to be found.</summary>
/// <param name="Key">The business key.</param>
/// <param name="Messages">The messages of the key, the oldest first.</param>
/// <param name="Evidence">What witnesses said.</param>
/// <param name="Map">What the journals teach of other flows.</param>
/// <param name="Now">When it is asked.</param>
/// <param name="Options">What counts as late.</param>
internal sealed record FlowCase(string Key, IReadOnlyList<FlowMessage> Messages, FlowEvidence Evidence, FlowMap Map, DateTimeOffset Now, ExplainOptions Options)
{
    /// <summary>What the broker holds; null where it was not asked, or not of anything.</summary>
    public BrokerView? Broker { get; init; }

    public IEnumerable<FlowMessage> Of(string contract) => Messages.Where(message => message.Contract == contract);

    /// <summary>Who handled a message or is known to handle such messages.</summary>
    public IReadOnlyList<(string Participant, string Service)> ExpectedOf(FlowMessage message) =>
    [
        .. message.Fates.Where(fate => fate.Kind is JournalKind.Consumed or JournalKind.Duplicate or JournalKind.Failing or JournalKind.Faulted && fate.Participant is not null)
            .Select(fate => (fate.Participant!, fate.Service))
            .Concat(Map.ConsumersOf(message.Contract ?? "").Where(consumer => IsFor(message, consumer.Name)).Select(consumer => (consumer.Name, consumer.Service)))
            .DistinctBy(one => one.Item1),
    ];

    // What is sent, and not published, goes to one endpoint.
    private static bool IsFor(FlowMessage message, string participant) =>
        message.How is not (JournalKind.Sent or JournalKind.Redelivered) || Participant.Of(participant).IsAt(message.Destination);
}
