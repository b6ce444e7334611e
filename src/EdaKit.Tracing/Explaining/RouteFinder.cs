using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>
/// Goes back from a message that is missing: who normally sends it, after consuming what, and what became of that. Where that is missing too, it goes on from there.
/// </summary>
internal sealed class RouteFinder(FlowCase flow)
{
    /// <summary>How many messages back it goes at most.</summary>
    private const int Longest = 20;

    /// <summary>How many ways it tries at most: where everything leads to everything, nobody could follow them all.</summary>
    private const int MostWays = 1_000;

    private readonly MessageJudge _messages = new(flow);
    private readonly SagaJudge _sagas = new(flow);
    private int _ways;

    /// <summary>Why nobody has sent a contract.</summary>
    public Route Find(string contract) => Find(contract, []);

    private Route Find(string contract, IReadOnlyList<string> behind)
    {
        var publishers = flow.Map.PublishersOf(contract).ToList();

        if (publishers.Count == 0)
            return Route.Unknown(contract);

        return publishers.TakeWhile(_ => _ways++ < MostWays).Where(publisher => publisher.Consumes is null || (behind.Count < Longest && publisher.Consumes != contract && !behind.Contains(publisher.Consumes)))
            .Select(publisher => Along(contract, publisher, [.. behind, contract]))
            .OrderBy(route => route.IsUnknown).ThenBy(route => Severity.Of(route.Verdict)).ThenBy(route => route.Length)
            .FirstOrDefault() ?? Route.Unknown(contract);
    }

    private Route Along(string contract, FlowMap.Publisher publisher, IReadOnlyList<string> behind)
    {
        if (publisher.Participant is null)
            return Beginning(contract, publisher);

        var saga = _sagas.Of(publisher.Participant!);
        var waiting = saga is null ? null : _sagas.Judge(saga);

        if (publisher.Consumes is not { } cause)
            return waiting is null ? NeverSeen(contract, publisher) : new(Led(waiting, NeverSeen(contract, publisher).Verdict.Sentence + " "), 1);

        var lead = publisher.LastAt is null
            ? $"'{contract}' is declared by {Words.Who(publisher.Participant, publisher.Service)}, who would send it when it consumes '{cause}', and no journal known here has ever seen it do so. "
            : $"'{contract}' is sent by {Words.Who(publisher.Participant, publisher.Service)} when it consumes '{cause}'. ";

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
        Sentence = publisher.LastAt is not { } last
            ? $"'{contract}' {publisher.Declared}, and no journal known here has ever seen it sent. Whoever looks after '{publisher.Service}' must say whether it was asked to."
            : $"'{contract}' is sent by '{publisher.Service}' outside of consumers, by a request or a job, last at {Words.Since(last, flow.Now)}; for '{flow.Key}' nobody did. "
                + $"Whoever runs '{publisher.Service}' must look whether it was asked to{(publisher.IsSometimes ? ", and whether the condition held under which it sends it" : "")}.",
        Contract = contract,
    }, 1);

    private static Route NeverSeen(string contract, FlowMap.Publisher publisher) => new(new()
    {
        Code = FlowVerdictCode.NeverSent,
        Sentence = $"'{contract}' is declared by the saga {Words.Who(publisher.Participant, publisher.Service)}, and no journal known here has ever seen it sent.",
        Contract = contract,
        Participant = publisher.Participant,
    }, 1);

    private FlowVerdict Ran(FlowMessage message, string contract, FlowMap.Publisher publisher)
    {
        var saga = _sagas.Of(publisher.Participant!);
        var ran = message.Fates.FirstOrDefault(fate => fate.Kind == JournalKind.Consumed && fate.Participant == publisher.Participant);

        return new()
        {
            Code = FlowVerdictCode.RanWithoutSending,
            Sentence = $"{Words.Who(publisher.Participant, publisher.Service)} consumed '{message.Contract}'{(ran is null ? "" : $" at {Words.Since(ran.At, flow.Now)}")}, and did not send '{contract}', which it {Did(publisher)}."
                + $"{(saga is null ? "" : $" The saga '{saga.Saga}' ({saga.CorrelationId}) is in state '{saga.State}'.")} {(publisher.IsSometimes ? "It sends it only under a condition, and nothing need be wrong: whoever wrote it can say which" : "Whoever wrote it must say under which condition it does")}.",
            MessageId = message.Id, Contract = contract, Participant = publisher.Participant, At = ran?.At,
        };
    }

    private static string Did(FlowMap.Publisher publisher) =>
        (publisher.LastAt is { } last ? $"last did at {Words.Time(last)}" : "declares to") + (publisher.IsSometimes ? ", and declares to do sometimes" : "");

    private static FlowVerdict Led(FlowVerdict verdict, string lead) => verdict with { Sentence = lead + verdict.Sentence };
}
