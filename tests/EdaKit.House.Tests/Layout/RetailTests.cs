using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Layout;

/// <summary>
/// What the retail sample says of itself: a service knows the contracts and no other service, and a service that was added later is known
/// to nobody but the host that starts it.
/// </summary>
public sealed class RetailTests
{
    private const string Folder = "samples/Retail/";
    private const string Contracts = "samples/Retail/Retail.Contracts/Retail.Contracts.csproj";
    private const string Host = "samples/Retail/Retail.Host/Retail.Host.csproj";

    /// <summary>Not services: the contracts, the host that starts them all, and the shop as it was before.</summary>
    private static readonly string[] Others = ["Retail.Contracts", "Retail.Host", "Retail.Before"];

    private static readonly string[] AddedLater = ["Retail.Loyalty", "Retail.Scoring", "Retail.Tracking"];

    [Fact]
    public async Task Services_know_the_contracts_and_no_other_service()
    {
        var projects = await RetailProjects();

        Assert.Superset(new HashSet<string>(AddedLater), projects.Select(project => project.Name).ToHashSet());
        Faults.None(FaultsOf(projects));
    }

    [Theory]
    [InlineData("Retail.Billing", Contracts, 0)]
    [InlineData("Retail.Billing", "src/EdaKit.Outbox/EdaKit.Outbox.csproj", 0)]
    [InlineData("Retail.Billing", "samples/Retail/Retail.Checkout/Retail.Checkout.csproj", 1)]
    [InlineData("Retail.Loyalty", "samples/Retail/Retail.Scoring/Retail.Scoring.csproj", 1)]
    [InlineData("Retail.Billing", Host, 1)]
    [InlineData("Retail.Contracts", "samples/Retail/Retail.Tracking/Retail.Tracking.csproj", 1)]
    [InlineData("Retail.Before", "samples/Retail/Retail.Loyalty/Retail.Loyalty.csproj", 1)]
    [InlineData("Retail.Host", "samples/Retail/Retail.Loyalty/Retail.Loyalty.csproj", 0)]
    public void A_service_that_knows_too_much_is_found(string from, string to, int faults) =>
        Assert.Equal(faults, FaultsOf([(from, [to])]).Count());

    private static async Task<List<(string Name, IReadOnlyList<string> References)>> RetailProjects()
    {
        var repository = await Repository.GetAsync();
        return [.. repository.Projects
            .Where(project => project.Path.StartsWith(Folder, StringComparison.Ordinal))
            .Select(project => (project.Name, project.Projects))];
    }

    private static IEnumerable<string> FaultsOf(IEnumerable<(string Name, IReadOnlyList<string> References)> projects) =>
        from project in projects
        from reference in project.References
        where IsFault(project.Name, reference)
        select $"{project.Name} must not reference {reference}";

    private static bool IsFault(string project, string reference) =>
        project != "Retail.Host" && (AddedLater.Contains(Path.GetFileNameWithoutExtension(reference))
            || (!Others.Contains(project) && reference != Contracts && !reference.StartsWith("src/EdaKit.", StringComparison.Ordinal)));
}
