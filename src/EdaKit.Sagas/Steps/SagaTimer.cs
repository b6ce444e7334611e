using EdaKit.Contracts;

namespace EdaKit.Sagas.Steps;

/// <summary>Wakes an instance of a step saga, to see what was not answered in time and what is to be sent again. The saga sends it to itself.</summary>
/// <param name="SagaId">The instance.</param>
/// <param name="Saga">The saga's name.</param>
[EventContract("edakit.saga-timer", version: 1)]
public sealed record SagaTimer([property: BusinessKey] Guid SagaId, string Saga);
