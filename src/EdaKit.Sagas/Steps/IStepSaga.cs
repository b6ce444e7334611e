namespace EdaKit.Sagas.Steps;

/// <summary>A step saga, whatever its state.</summary>
internal interface IStepSaga
{
    IReadOnlyList<SagaFlow> Flows { get; }

    /// <summary>The clock by which an instance decides what is due.</summary>
    TimeProvider Time { set; }
}
