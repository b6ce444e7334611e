using EdaKit.Cli.Tests.Support;

namespace EdaKit.Cli.Tests.Contracts;

/// <summary>What is published of the retail sample is approved text: other teams build on it.</summary>
public sealed class When_contracts_are_published
{
    private static readonly string[] Services = ["Billing", "Checkout", "Loyalty", "Notification", "Ordering", "Scoring", "Tracking"];

    [Fact]
    public async Task Should_write_what_is_approved()
    {
        var sample = Path.Combine(FindRoot(), "samples", "Retail");
        var approved = Path.Combine(sample, "published");
        var received = Path.Combine(AppContext.BaseDirectory, "published.received");
        if (Directory.Exists(received))
            Directory.Delete(received, recursive: true);

        string[] arguments = ["contracts", "publish", "-a", InOutput("Retail.Contracts"), "--contracts", Path.Combine(sample, "Retail.Contracts", "contracts"), "--to", received];
        (await Edakit.RunInAsync(received[..^"published.received".Length], [.. arguments, .. Services.SelectMany(service => (string[])["--service", InOutput($"Retail.{service}")])])).Ended(0);

        Assert.Equal(FilesIn(approved), FilesIn(received));
        foreach (var file in FilesIn(approved))
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(approved, file)), await File.ReadAllTextAsync(Path.Combine(received, file)));
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
