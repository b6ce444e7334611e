using EdaKit.Sagas.Definitions;
using Travel.Trips.Orchestrated;

namespace Travel.Tests.Orchestrated;

public sealed class TripSagaTests
{
    /// <summary>Trips that are under way run on the flow with which they began: a change of it needs a new version.</summary>
    [Fact]
    public void Flow_is_as_it_is_recorded() => SagaDefinitionCheck.Of(new TripSaga(), Folder()).Record();

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "samples", "Travel", "Travel.Trips", "sagas");
}
