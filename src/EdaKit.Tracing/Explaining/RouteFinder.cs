using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>
/// Goes back from a message that is missing: who normally sends it, after consuming what, and what became of that. Where that is missing too, it goes on from there.
/// </summary>
internal sealed class RouteFinder(FlowCase flow)
{
    /// <summary>How many messages back it goes at most.</summary>
    private const int Longest = 20;

    private readonly MessageJudge _messages = new(flow);
    private readonly SagaJudge _sagas = new(flow);

    /// <summary>Why nobody has sent a contract.</summary>
    public Route Find(string contract) => Find(contract, []);

    private Route Find(string contract, IReadOnlyList<string> behind)
    {
        var publishers = flow.Map.PublishersOf(contract).ToList();

        if (publishers.Count == 0)
            return Route.Unknown(contract);

        return publishers.Where(publisher => publisher.Consumes is null || (behind.Count < Longest && publisher.Consumes != contract && !behind.Contains(publisher.Consumes)))
            .Select(publisher => Along(contract, publisher, [.. behind, contract]))
            .OrderBy(route => route.IsUnknown).ThenBy(route => Severity.Of(route.Verdict)).ThenBy(route => route.Length)
            .FirstOrDefault() ?? Route.Unknown(contract);
    }

    private Route Along(string contract, FlowMap.Publisher publisher, IReadOnlyList<string> behind)
    {
        if (publisher.Consumes is not { } cause)
            return Beginning(contract, publisher);

        var lead = $"'{contract}' is sent by {Words.Who(publisher.Participant, publisher.Service)} when it consumes '{cause}'. ";
        var saga = _sagas.Of(publisher.Participant!);
        var waiting = saga is null ? null : _sagas.Judge(saga);

        // 1. Whoever sends it is stopped.
        if (waiting?.Code == FlowVerdictCode.SagaParked)
            return new(Led(waiting, lead), 1);

        // 2. What it would follow from is missing as well.
        if (flow.Of(cause).ToList() is not { Count: > 0 } causes)
        {
            var before = Find(cause, behind);
            return waiting is not null && before.Verdict.Code == FlowVerdictCode.NeverSent
                ? new(Led(waiting, lead) with { Contract = cause }, before.Length + 1)
                : new(Led(before.Verdict, lead), before.Length + 1, before.IsUnknown);
        }

        // 3. It is there: whoever sends the contract has not handled it, or has, and sent nothing.
        var verdicts = causes.Select(message => _messages.Judge(message, publisher.Participant, publisher.Service) ?? _sagas.Ignored(message, publisher.Participant!)
            ?? waiting ?? Ran(message, contract, publisher));
        return new(Led(verdicts.OrderBy(Severity.Of).First(), lead), 1);
    }

    private Route Beginning(string contract, FlowMap.Publisher publisher) => new(new()
    {
        Code = FlowVerdictCode.NeverSent,
        Sentence = $"'{contract}' is sent by '{publisher.Service}' outside of consumers, by a request or a job, last at {Words.Since(publisher.LastAt, flow.Now)}; for '{flow.Key}' nobody did. "
            + $"Whoever runs '{publisher.Service}' must look whether it was asked to.",
        Contract = contract,
    }, 1);

    private FlowVerdict Ran(FlowMessage message, string contract, FlowMap.Publisher publisher)
    {
        var saga = _sagas.Of(publisher.Participant!);
        var ran = message.Fates.FirstOrDefault(fate => fate.Kind == JournalKind.Consumed && fate.Participant == publisher.Participant);

        return new()
        {
            Code = FlowVerdictCode.RanWithoutSending,
            Sentence = $"{Words.Who(publisher.Participant, publisher.Service)} consumed '{message.Contract}'{(ran is null ? "" : $" at {Words.Since(ran.At, flow.Now)}")}, and did not send '{contract}', which it last did at "
                + $"{Words.Time(publisher.LastAt)}.{(saga is null ? "" : $" The saga '{saga.Saga}' ({saga.CorrelationId}) is in state '{saga.State}'.")} Whoever wrote it must say under which condition it does.",
            MessageId = message.Id, Contract = contract, Participant = publisher.Participant, At = ran?.At,
        };
    }

    private static FlowVerdict Led(FlowVerdict verdict, string lead) => verdict with { Sentence = lead + verdict.Sentence };
}
