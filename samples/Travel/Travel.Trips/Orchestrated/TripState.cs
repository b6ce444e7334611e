using EdaKit.Sagas.Steps;

namespace Travel.Trips.Orchestrated;

/// <summary>What the coordinator knows of a trip: what to ask for, and what it was told.</summary>
internal sealed class TripState : StepSagaState
{
    public string Flight { get; set; } = "";
    public string Hotel { get; set; } = "";
    public string Car { get; set; } = "";
    public string Card { get; set; } = "";
    public decimal Price { get; set; }

    /// <summary>Why a service refused, if one did.</summary>
    public string? Reason { get; set; }
}
