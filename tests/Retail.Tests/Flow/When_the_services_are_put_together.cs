using EdaKit.Flow.Parts;
using EdaKit.Testing.Flow;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Retail.Host.Services;

namespace Retail.Tests.Flow;

/// <summary>Each service says what it publishes and listens to. No broker runs, and no service.</summary>
public sealed class When_the_services_are_put_together
{
    private static readonly string Sample = Path.Combine(FindRoot(), "samples", "Retail");
    private static readonly string Folder = Path.Combine(Sample, "flow");

    public static TheoryData<string> Services => [.. ServiceModules.All.Select(module => module.Name)];

    [Theory, MemberData(nameof(Services))]
    public async Task Should_be_recorded_as_they_are(string service)
    {
        var part = await PartOfAsync(service);

        Assert.Equal(service, part.Service);
        FlowPartCheck.Of(part, Folder).Verify();
    }

    [Fact]
    public void Should_fit_together()
    {
        var flow = FlowCheck.OfFolder(Folder);

        Assert.Empty(flow.Graph.Undeclared);
        Assert.Equal(ServiceModules.All.Count, flow.Graph.Parts.Count);
        flow.Verify();
    }

    [Fact]
    public async Task Should_be_drawn_as_the_README_shows_it()
    {
        var readme = (await File.ReadAllTextAsync(Path.Combine(Sample, "README.md"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");

        Assert.Contains($"```mermaid\n{FlowCheck.OfFolder(Folder).Graph.ToMermaid()}```", readme, StringComparison.Ordinal);
    }

    private static async Task<FlowPart> PartOfAsync(string service)
    {
        var module = ServiceModules.Named(service);
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        module.AddServices(services, options => options.UseSqlite("Data Source=:memory:"));
        services.AddMassTransit(bus =>
        {
            bus.SetKebabCaseEndpointNameFormatter();
            module.AddToBus(bus, _ => { });
            bus.UsingInMemory((context, configure) =>
            {
                configure.UseEdaKit(context);
                configure.ConfigureEndpoints(context);
            });
        });

        await using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<FlowParts>().Only();
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
