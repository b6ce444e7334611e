using EdaKit.Flow.Parts;
using EdaKit.Testing.Flow;
using Insurance.Host;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Insurance.Tests.Flow;

/// <summary>Each service says what it publishes and listens to. Nothing runs, and no database is asked.</summary>
public sealed class When_the_services_are_put_together
{
    private static readonly string Sample = Path.Combine(FindRoot(), "samples", "Insurance");
    private static readonly string Folder = Path.Combine(Sample, "flow");

    [Fact]
    public async Task Should_be_recorded_as_they_are()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=nowhere");
        await using var provider = new ServiceCollection().AddLogging().AddMassTransit(bus => InsuranceHost.AddMessages(bus, nowhere)).BuildServiceProvider();
        var parts = provider.GetRequiredService<FlowParts>().All;

        Assert.Equal(["letters", "policies"], parts.Select(part => part.Service));
        Assert.All(parts, part => FlowPartCheck.Of(part, Folder).Verify());
    }

    [Fact]
    public void Should_fit_together()
    {
        var flow = FlowCheck.OfFolder(Folder);

        Assert.Empty(flow.Graph.Undeclared);
        flow.Verify();
    }

    [Fact]
    public async Task Should_be_drawn_as_the_README_shows_it()
    {
        var readme = (await File.ReadAllTextAsync(Path.Combine(Sample, "README.md"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");

        Assert.Contains($"```mermaid\n{FlowCheck.OfFolder(Folder).Graph.ToMermaid()}```", readme, StringComparison.Ordinal);
    }

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
