using EdaKit.Evidence;
using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>Says what keeps a saga from going on.</summary>
internal sealed class SagaJudge(FlowCase flow)
{
    /// <summary>The instance for which somebody handles messages; null where it is none, or there is no instance.</summary>
    public KeptSaga? Of(string participant) => flow.Evidence.Sagas.FirstOrDefault(saga => saga.Consumer == Participant.Of(participant).Consumer || IsMoved(saga, participant));

    /// <summary>Parked, or waiting for something.</summary>
    /// <returns>Null where it has ended, or does not say what it waits for.</returns>
    public FlowVerdict? Judge(KeptSaga saga) => saga switch
    {
        { ParkedReason: not null } or { ParkedStep: not null } => new()
        {
            Code = FlowVerdictCode.SagaParked,
            Sentence = $"The saga '{saga.Saga}' ({saga.CorrelationId}) is parked at '{saga.ParkedStep}': {saga.ParkedReason}. A person must decide: "
                + $"edakit saga resume {saga.CorrelationId} --step {saga.ParkedStep}.",
            Participant = saga.Saga,
        },
        { EndedAt: null, WaitsFor: { } what } => new()
        {
            Code = FlowVerdictCode.SagaWaiting,
            Sentence = $"The saga '{saga.Saga}' ({saga.CorrelationId}) is in state '{saga.State}' and waits for {what}"
                + $"{(saga.Until is { } until ? $" until {Words.Time(until)} ({(until > flow.Now ? $"in {Words.Span(until - flow.Now)}" : $"{Words.Span(flow.Now - until)} ago")})" : "")}.",
            Participant = saga.Saga,
            Until = saga.Until,
        },
        _ => null,
    };

    /// <summary>Whether the saga on which a message had no effect has come to its end all the same, as it does where an answer comes twice.</summary>
    public bool IsOver(FlowMessage message) => message.Fates.LastOrDefault(fate => fate.Kind == JournalKind.Ignored) is { } ignored
        && flow.Evidence.Sagas.Any(saga => saga.Saga == ignored.Participant && saga.EndedAt is not null);

    /// <summary>That a message had no effect on a saga.</summary>
    /// <returns>Null where none said so.</returns>
    public FlowVerdict? Ignored(FlowMessage message, string participant)
    {
        if (message.Fates.LastOrDefault(fate => fate.Kind == JournalKind.Ignored) is not { } ignored || !IsSaga(message, participant, ignored))
            return null;

        return new()
        {
            Code = FlowVerdictCode.SagaIgnored,
            Sentence = $"The saga '{ignored.Participant}' of '{ignored.Service}' got '{message.Contract}' at {Words.Time(ignored.At)}, and it had no effect {ignored.Note}: it came late, or twice, or the saga is not made for "
                + "it in that state. Whoever looks after the saga must say what is to become of it.",
            MessageId = message.Id, Contract = message.Contract, Participant = ignored.Participant, At = ignored.At,
        };
    }

    // Where the saga's own kind is not known, it is who handled the message there, if nobody else did.
    private bool IsSaga(FlowMessage message, string participant, FlowFate ignored) =>
        flow.Evidence.Sagas.FirstOrDefault(saga => saga.Saga == ignored.Participant)?.Consumer is { } consumer
            ? consumer == Participant.Of(participant).Consumer
            : message.Fates.Where(fate => fate.Kind == JournalKind.Consumed && fate.Service == ignored.Service).Select(fate => fate.Participant).Distinct().ToList() is [var only] && only == participant;

    private bool IsMoved(KeptSaga saga, string participant) => saga.Consumer is null && flow.Messages.Any(message =>
        message.Fates.Any(fate => fate.Kind is JournalKind.Moved or JournalKind.Ignored && fate.Participant == saga.Saga)
        && message.Fates.Any(fate => fate.Kind == JournalKind.Consumed && Participant.Of(fate.Participant!).Consumer == Participant.Of(participant).Consumer));
}
