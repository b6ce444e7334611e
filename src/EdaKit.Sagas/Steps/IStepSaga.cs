using EdaKit.Sagas.Telemetry;

namespace EdaKit.Sagas.Steps;

/// <summary>A step saga, whatever its state.</summary>
internal interface IStepSaga
{
    IReadOnlyList<SagaFlow> Flows { get; }

    /// <summary>Hands over what the saga uses of its process.</summary>
    void Attach(SagaServices services);
}
