using EdaKit.Cli.Tests.Support;

namespace EdaKit.Cli.Tests.Contracts;

/// <summary>What is published of the samples is approved text: other teams build on it.</summary>
public sealed class When_contracts_are_published
{
    private static readonly string[] RetailServices = ["Billing", "Checkout", "Loyalty", "Notification", "Ordering", "Scoring", "Tracking"];
    private static readonly string[] TravelServices = ["Cars", "Flights", "Hotels", "Payments", "Trips"];

    public static TheoryData<string, string[]> Samples => new() { { "Retail", RetailServices }, { "Travel", TravelServices } };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Should_write_what_is_approved(string name, string[] services)
    {
        var approved = Path.Combine(FindRoot(), "samples", name, "published");
        var received = Path.Combine(AppContext.BaseDirectory, $"{name}.published.received");
        if (Directory.Exists(received))
            Directory.Delete(received, recursive: true);

        (await PublishAsync(name, services, received)).Ended(0);

        Assert.Equal(FilesIn(approved), FilesIn(received));
        foreach (var file in FilesIn(approved))
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(approved, file)), await File.ReadAllTextAsync(Path.Combine(received, file)));
    }

    [Fact]
    public async Task Should_warn_of_the_branch_of_the_travel_sample_and_of_no_chain()
    {
        var answer = (await PublishAsync("Travel", TravelServices, Path.Combine(AppContext.BaseDirectory, "Travel.published.warned"))).Ended(0);

        Assert.Contains("warning EDA2006", answer.Output, StringComparison.Ordinal);
        Assert.Contains("'Travel.Hotels' publishes 'travel.booking-undone'", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("EDA2005", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_that_nothing_is_recorded()
    {
        var empty = Directory.CreateTempSubdirectory("edakit-empty-");
        try
        {
            var answer = (await Edakit.RunInAsync(empty.FullName, "contracts", "publish", "-a", InOutput("Retail.Contracts"))).Ended(2);
            Assert.Contains("Run 'edakit contracts update' first", answer.Errors, StringComparison.Ordinal);
            Assert.Empty(empty.GetDirectories());
        }
        finally
        {
            empty.Delete(recursive: true);
        }
    }

    private static Task<Answer> PublishAsync(string name, string[] services, string folder) => Edakit.RunInAsync(AppContext.BaseDirectory,
    [
        "contracts", "publish", "-a", InOutput($"{name}.Contracts"), "--contracts", Path.Combine(FindRoot(), "samples", name, $"{name}.Contracts", "contracts"), "--to", folder,
        .. services.SelectMany(service => (string[])["--service", InOutput($"{name}.{service}")]),
    ]);

    private static string InOutput(string assembly) => Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll");

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No repository above '{AppContext.BaseDirectory}'.");
    }
}
