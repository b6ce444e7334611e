using EdaKit.Contracts;

namespace EdaKit.Sagas.Parking;

/// <summary>
/// Resumes a parked instance of a step saga. Publish it; the instance records who decided and why. An instance that is not parked records that nothing
/// was to be resumed. Give the step, so that sending it twice is safe: without one, the second may decide about another step, for which the instance is parked by then.
/// </summary>
/// <param name="SagaId">The instance.</param>
/// <param name="Saga">The saga's name, such as <c>travel.trip</c>: sagas that share an id are told apart by it.</param>
/// <param name="Action">What to do.</param>
/// <param name="By">Who decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="Step">The step that was decided about: an instance that is parked for another one by then stays parked. Null: whichever it is.</param>
[EventContract("edakit.resume-saga", version: 1)]
public sealed record ResumeSaga([property: BusinessKey] Guid SagaId, string Saga, ResumeAction Action, string By, string Reason, string? Step = null);
