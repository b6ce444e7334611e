using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>Finds the verdict of a case.</summary>
internal sealed class VerdictFinder(FlowCase flow)
{
    private readonly MessageJudge _messages = new(flow);
    private readonly SagaJudge _sagas = new(flow);

    /// <summary>Everything that is stuck, failed, without effect, or only on its way, the worst first.</summary>
    public IReadOnlyList<FlowVerdict> FindOpen() =>
    [
        .. flow.Messages.SelectMany(message => Judge(message, isUnreadOpen: false)).Concat(flow.Evidence.Sagas.Select(_sagas.Judge).OfType<FlowVerdict>())
            .OrderBy(Severity.Of).ThenBy(verdict => verdict.At),
    ];

    /// <summary>What to say of the key as a whole.</summary>
    public FlowVerdict Find(IReadOnlyList<FlowVerdict> open) => open.Count > 0 ? open[0] : new()
    {
        Code = FlowVerdictCode.Healthy,
        Sentence = $"Nothing is stuck: {flow.Messages.Count} message{(flow.Messages.Count == 1 ? "" : "s")} with '{flow.Key}', and everybody known to handle them did. Nobody need act.",
        At = flow.Messages.Count > 0 ? flow.Messages[^1].At : null,
    };

    /// <summary>Why there is no message of a contract, or why it had no effect.</summary>
    public FlowVerdict Find(string contract, IReadOnlyList<FlowVerdict> open)
    {
        // 1. It is there: either it had its effect, or something keeps it.
        if (flow.Of(contract).LastOrDefault() is { } sent)
            return Judge(sent, isUnreadOpen: true).OrderBy(Severity.Of).FirstOrDefault() ?? Happened(sent);

        // 2. It is not: the way back to where it stopped.
        var route = new RouteFinder(flow).Find(contract);
        if (!route.IsUnknown)
            return route.Verdict;

        // 3. Nobody knows the way: what is stuck in the flow is the likeliest reason.
        return open.Concat(flow.Messages.Where(IsUnread).SelectMany(message => Judge(message, isUnreadOpen: true))).OrderBy(Severity.Of).FirstOrDefault() is { } stuck
            ? stuck with { Sentence = $"{route.Verdict.Sentence} This is what stopped in the flow: {stuck.Sentence}" }
            : route.Verdict with { Sentence = $"{route.Verdict.Sentence} Nothing else in the flow is stuck. Is '{contract}' the contract's name, and is the journal of the service that sends it among those asked?" };
    }

    /// <summary>What keeps a message from those who should handle it.</summary>
    private IEnumerable<FlowVerdict> Judge(FlowMessage message, bool isUnreadOpen)
    {
        var expected = flow.ExpectedOf(message);

        if (expected.Count == 0)
            return message.Stored is not null || isUnreadOpen ? new[] { _messages.Judge(message, null, null) }.OfType<FlowVerdict>() : [];

        return expected.Select(one => _messages.Judge(message, one.Participant, one.Service) ?? (_sagas.IsOver(message) ? null : _sagas.Ignored(message, one.Participant))).OfType<FlowVerdict>();
    }

    private FlowVerdict Happened(FlowMessage message) => new()
    {
        Code = FlowVerdictCode.Happened,
        Sentence = $"It did happen: {Words.Sent(message, flow.Now)}, and consumed by "
            + $"{string.Join(" and ", message.Fates.Where(fate => fate.Kind == JournalKind.Consumed).Select(fate => $"{Words.Who(fate.Participant, fate.Service)} at {Words.Time(fate.At)}"))}. Nobody need act.",
        MessageId = message.Id, Contract = message.Contract, Participant = message.Participant, At = message.At,
    };

    // A fault that nobody listens to stops nothing.
    private static bool IsUnread(FlowMessage message) => message.Contract is { } contract && contract != "ReceiveFault" && !contract.StartsWith("fault of ", StringComparison.Ordinal)
        && message.Followed.Count == 0 && message.Fates.Count == 0;
}
