using EdaKit.Contracts;
using EdaKit.Sagas.Steps;

namespace EdaKit.Tracing.Tests.Spans;

/// <summary>Fetches something, fails to bring it, twice, and takes it back.</summary>
public sealed class ErrandSaga : StepSaga<ErrandState>
{
    public ErrandSaga() => Flow<RunErrand>("test.errand", 1, (_, _) => { }, flow =>
    {
        flow.WhenCompensated(state => new ErrandFailed(state.CorrelationId)).Timeout(TimeSpan.FromSeconds(30));

        flow.Step("Fetch").Command(state => new Fetch(state.CorrelationId)).Success<Fetched>().Failure<NotFetched>()
            .Compensate<Unfetch, Unfetched>(state => new(state.CorrelationId));
        flow.Step("Bring").Command(state => new Bring(state.CorrelationId)).Success<Brought>().Failure<NotBrought>().Retry(StepRetry.After(TimeSpan.FromMilliseconds(50)))
            .HasNoEffect();
    });
}

public sealed class ErrandState : StepSagaState;

[EventContract("test.run-errand", 1)]
public sealed record RunErrand([property: BusinessKey] Guid Errand);

[EventContract("test.fetch", 1)]
public sealed record Fetch([property: BusinessKey] Guid Errand);

[EventContract("test.fetched", 1)]
public sealed record Fetched([property: BusinessKey] Guid Errand);

[EventContract("test.not-fetched", 1)]
public sealed record NotFetched([property: BusinessKey] Guid Errand);

[EventContract("test.unfetch", 1)]
public sealed record Unfetch([property: BusinessKey] Guid Errand);

[EventContract("test.unfetched", 1)]
public sealed record Unfetched([property: BusinessKey] Guid Errand);

[EventContract("test.bring", 1)]
public sealed record Bring([property: BusinessKey] Guid Errand);

[EventContract("test.brought", 1)]
public sealed record Brought([property: BusinessKey] Guid Errand);

[EventContract("test.not-brought", 1)]
public sealed record NotBrought([property: BusinessKey] Guid Errand);

[EventContract("test.errand-failed", 1)]
public sealed record ErrandFailed([property: BusinessKey] Guid Errand);
