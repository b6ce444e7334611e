using EdaKit.Contracts;

namespace EdaKit.Sagas.Parking;

/// <summary>
/// An instance of a step saga was set aside for a person, who resumes it with <see cref="ResumeSaga"/>. It is published in the transaction that parks.
/// </summary>
/// <param name="SagaId">The instance.</param>
/// <param name="Saga">The saga's name.</param>
/// <param name="Step">The step for which a person is asked.</param>
/// <param name="IsUndo">Whether it is the step's compensation that does not succeed.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Reason">What the last attempt ended with.</param>
[EventContract("edakit.saga-parked", version: 1)]
public sealed record SagaParked([property: BusinessKey] Guid SagaId, string Saga, string Step, bool IsUndo, int Attempts, string Reason);
