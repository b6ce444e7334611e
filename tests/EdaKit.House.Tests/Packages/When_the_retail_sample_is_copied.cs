using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Packages;

/// <summary>A team takes the retail sample with it, as its README says, and goes on without this repository.</summary>
public sealed class When_the_retail_sample_is_copied(PackedPackages packages)
{
    [Fact]
    public async Task Should_build_on_the_packages_balance_its_books_and_do_without_a_service_that_was_added_later()
    {
        var repository = await Repository.GetAsync();
        var copy = packages.CreateFolder("copied-shop");
        var environment = new Dictionary<string, string>(PackedPackages.Environment)
        {
            ["NUGET_PACKAGES"] = packages.CreateFolder("copied-shop-cache"),
            ["EDAKIT_POSTGRES"] = "",
            ["EDAKIT_RABBITMQ"] = "",
        };

        await CopyAsync(repository, copy);
        await File.WriteAllTextAsync(Path.Combine(copy, "nuget.config"), Feeds.Of(await packages.GetFeedAsync()));
        Assert.DoesNotContain(Directory.EnumerateFiles(copy, "*.csproj", SearchOption.AllDirectories), ReachesOut);

        // It builds and runs, with every service.
        await BuildAsync();
        Assert.Contains("The books balance.", await ReplayAsync(), StringComparison.Ordinal);

        // Scoring was added later. Taking it out again touches no line of another service.
        Directory.Delete(Path.Combine(copy, "Retail.Scoring"), recursive: true);
        DropLines("Retail.Host/Retail.Host.csproj", "Retail.Scoring");
        DropLines("Retail.Host/Services/ServiceModules.cs", "Scoring");
        await BuildAsync();
        Assert.Contains("The books balance.", await ReplayAsync(), StringComparison.Ordinal);

        bool ReachesOut(string project) => File.ReadAllText(project).Contains("src/EdaKit", StringComparison.Ordinal);

        Task BuildAsync() => Command.RunAsync(copy, environment, "dotnet", "build", "Retail.Host", "-p:RunAnalyzers=false", "-v", "quiet");

        Task<string> ReplayAsync() => Command.RunAsync(copy, environment,
            "dotnet", "Retail.Host/bin/Debug/net10.0/Retail.Host.dll", "--replay", "days/small.csv");

        void DropLines(string file, string text)
        {
            var path = Path.Combine(copy, file);
            File.WriteAllLines(path, File.ReadAllLines(path).Where(line => !line.Contains(text, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Should_have_all_that_its_README_leads_to()
    {
        var repository = await Repository.GetAsync();
        var copy = packages.CreateFolder("read-shop");

        await CopyAsync(repository, copy);

        var text = await File.ReadAllTextAsync(Path.Combine(copy, "README.md"));
        Assert.DoesNotContain(new Markdown(text).Links, LeadsNowhere);
        Assert.All((string[])["samples/", "src/", "tests/", "copy-to.sh"], path => Assert.DoesNotContain(path, text, StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(copy, "compose.yaml")));
        Assert.True(File.Exists(Path.Combine(copy, "days", "small.csv")));

        bool LeadsNowhere(Markdown.Link link) =>
            !link.Target.StartsWith('#') && !link.Target.StartsWith("http", StringComparison.Ordinal) && !Path.Exists(Path.Combine(copy, link.Target));
    }

    private async Task CopyAsync(Repository repository, string copy) =>
        await Command.RunAsync(repository.Root, null, "bash", repository.PathOf("samples/Retail/copy-to.sh"), copy, packages.Version);
}
