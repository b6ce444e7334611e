using EdaKit.Contracts;
using EdaKit.Sagas.Steps;
using EdaKit.Testing.Exploration;

namespace EdaKit.Sagas.Tests.Exploration;

/// <summary>The saga of docs/explorer.md and its search.</summary>
public sealed class When_the_sample_of_the_docs_is_explored(ITestOutputHelper output)
{
    [Fact]
    public async Task Should_hold()
    {
        var result = await Errand(Protections.All).RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine(result.ToString());
        Assert.True(result.Holds, result.ToString());
        Assert.Equal(["Compensated", "Completed"], result.Ends.Keys.Where(end => end != "Parked").Order());
    }

    [Fact]
    public async Task Should_not_hold_without_an_inbox()
    {
        var result = await Errand(Protections.Fence).RunAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("the card is charged once", result.Violation, StringComparison.Ordinal);
    }

    private static SagaExploration<ErrandState> Errand(Protections protections)
    {
        var trip = Guid.NewGuid();

        return SagaExplorer.Of(new ErrandSaga())
            .Begin(new RunErrand(trip))
            .Participant("cards", cards => cards
                .Protected(protections)
                .Command<ChargeCard>("charge", _ => new CardCharged(trip), _ => new CardRefused(trip))
                .Undo<RefundCard>("charge", _ => new CardRefunded(trip)))
            .Invariant("a compensated errand costs nothing", end => end.State != "Compensated" || end.Count("charge") == 0)
            .Always("the card is charged once", moment => moment.Count("charge") <= 1)
            .Budget(new() { Duplicates = 1, Crashes = 1, Faults = 2, Timeouts = 1 });
    }

    public sealed class ErrandState : StepSagaState;

    public sealed class ErrandSaga : StepSaga<ErrandState>
    {
        public ErrandSaga() => Flow<RunErrand>("test.errand", 1, (_, _) => { }, flow => flow
            .Step("Payment").Command(state => new ChargeCard(state.CorrelationId)).Success<CardCharged>().Failure<CardRefused>()
            .Compensate<RefundCard, CardRefunded>(state => new(state.CorrelationId)).Timeout(TimeSpan.FromSeconds(30)));
    }

    public sealed record RunErrand([property: BusinessKey] Guid CorrelationId);

    public sealed record ChargeCard(Guid CorrelationId);

    public sealed record CardCharged(Guid CorrelationId);

    public sealed record CardRefused(Guid CorrelationId);

    public sealed record RefundCard(Guid CorrelationId);

    public sealed record CardRefunded(Guid CorrelationId);
}
