using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Layout;

/// <summary>What the travel sample says of itself: a service knows the contracts, what all desks have in common, and no other service.</summary>
public sealed class SagaSamplesTests
{
    private const string Folder = "samples/Travel/";
    private static readonly string[] Shared = ["Travel.Contracts", "Travel.Desks"];

    [Fact]
    public async Task Services_of_the_travel_sample_know_no_other_service()
    {
        var repository = await Repository.GetAsync();
        var projects = repository.Projects.Where(project => project.Path.StartsWith(Folder, StringComparison.Ordinal)).ToList();

        Assert.Contains(projects, project => project.Name == "Travel.Flights");
        Faults.None(projects.SelectMany(project => project.Projects.Where(reference => IsFault(project.Name, reference))
            .Select(reference => $"{project.Name} must not reference {reference}")));
    }

    [Theory]
    [InlineData("Travel.Flights", "samples/Travel/Travel.Desks/Travel.Desks.csproj", false)]
    [InlineData("Travel.Flights", "src/EdaKit.Outbox/EdaKit.Outbox.csproj", false)]
    [InlineData("Travel.Host", "samples/Travel/Travel.Hotels/Travel.Hotels.csproj", false)]
    [InlineData("Travel.Flights", "samples/Travel/Travel.Hotels/Travel.Hotels.csproj", true)]
    [InlineData("Travel.Trips", "samples/Hosting/Hosting.csproj", true)]
    [InlineData("Travel.Contracts", "samples/Travel/Travel.Desks/Travel.Desks.csproj", true)]
    [InlineData("Travel.Desks", "samples/Travel/Travel.Cars/Travel.Cars.csproj", true)]
    public void A_service_that_knows_too_much_is_found(string project, string reference, bool isFault) => Assert.Equal(isFault, IsFault(project, reference));

    private static bool IsFault(string project, string reference) =>
        project != "Travel.Host" && !reference.StartsWith("src/EdaKit.", StringComparison.Ordinal)
        && (Shared.Contains(project) || !Shared.Contains(Path.GetFileNameWithoutExtension(reference)));
}
