using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Layout;

/// <summary>Which project may stand on which. A project that is not named here has no arrow yet: decide, and write it down.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["EdaKit.Core"] = [],
        ["EdaKit.EntityFrameworkCore"] = ["EdaKit.Core"],
        ["EdaKit.Outbox"] = ["EdaKit.Core", "EdaKit.EntityFrameworkCore"],
        ["EdaKit.Outbox.PostgreSql"] = ["EdaKit.Core", "EdaKit.EntityFrameworkCore", "EdaKit.Outbox"],
        ["EdaKit.Sagas"] = ["EdaKit.Core", "EdaKit.EntityFrameworkCore", "EdaKit.Sagas.Analyzers"],
        ["EdaKit.Sagas.Analyzers"] = [],
        ["EdaKit.Tracing"] = ["EdaKit.Core", "EdaKit.EntityFrameworkCore"],
        ["EdaKit.AspNetCore"] = ["EdaKit.Core", "EdaKit.EntityFrameworkCore"],
        ["EdaKit.CloudEvents"] = ["EdaKit.Core"],
        ["EdaKit.ContractGate"] = ["EdaKit.Core"],
        ["EdaKit.ContractGate.Build"] = ["EdaKit.ContractGate", "EdaKit.Analyzers", "EdaKit.Analyzers.CodeFixes"],
        ["EdaKit.Analyzers"] = [],
        ["EdaKit.Analyzers.CodeFixes"] = ["EdaKit.Analyzers"],
    };

    private static readonly string[] MayReferenceAll = ["EdaKit.Testing", "EdaKit.Cli"];

    private static readonly Dictionary<string, string[]> MayUsePackages = new()
    {
        ["EdaKit.Core"] = ["MassTransit"],
        ["EdaKit.EntityFrameworkCore"] = ["Microsoft.EntityFrameworkCore.Relational"],
        ["EdaKit.Outbox"] = ["MassTransit", "MassTransit.RabbitMQ", "Microsoft.EntityFrameworkCore.Relational", "Microsoft.Extensions.Hosting.Abstractions"],
        ["EdaKit.AspNetCore"] = ["Microsoft.EntityFrameworkCore.Relational"],
        ["EdaKit.Tracing"] = ["MassTransit", "Microsoft.EntityFrameworkCore.Relational", "Microsoft.Extensions.Hosting.Abstractions", "OpenTelemetry.Api"],
        ["EdaKit.CloudEvents"] = ["MassTransit"],
        ["EdaKit.Analyzers"] = [],
        ["EdaKit.Analyzers.CodeFixes"] = [],
        ["EdaKit.Sagas.Analyzers"] = [],
    };

    /// <summary>A shared framework comes along with whatever references it, so that a worker would have to install a web server.</summary>
    private static readonly string[] MayUseFrameworks = ["EdaKit.AspNetCore"];

    [Fact]
    public async Task Arrows_of_this_repository_point_the_right_way()
    {
        var repository = await Repository.GetAsync();

        Faults.None(FaultsOf(repository.Projects.Select(project => (project.Path, project.Projects))));
    }

    [Fact]
    public async Task Packages_of_the_lower_layers_are_those_of_the_design()
    {
        var repository = await Repository.GetAsync();

        Faults.None(repository.Projects.Where(project => MayUsePackages.ContainsKey(project.Name))
            .SelectMany(project => project.Packages.Except(MayUsePackages[project.Name]).Select(package => $"{project.Path} must not reference {package}")));
    }

    [Fact]
    public async Task Only_the_package_for_the_web_needs_its_framework()
    {
        var repository = await Repository.GetAsync();

        Assert.Equal(MayUseFrameworks, repository.Projects.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal) && project.Frameworks.Count > 0)
            .Select(project => project.Name));
    }

    [Theory]
    [InlineData("src/EdaKit.AspNetCore/EdaKit.AspNetCore.csproj", "src/EdaKit.Outbox/EdaKit.Outbox.csproj")]
    [InlineData("src/EdaKit.Outbox/EdaKit.Outbox.csproj", "src/EdaKit.Sagas/EdaKit.Sagas.csproj")]
    [InlineData("src/EdaKit.Tracing/EdaKit.Tracing.csproj", "src/EdaKit.Outbox/EdaKit.Outbox.csproj")]
    [InlineData("src/EdaKit.Core/EdaKit.Core.csproj", "src/EdaKit.EntityFrameworkCore/EdaKit.EntityFrameworkCore.csproj")]
    [InlineData("src/EdaKit.Testing/EdaKit.Testing.csproj", "samples/Retail/Retail.Contracts/Retail.Contracts.csproj")]
    [InlineData("src/EdaKit.New/EdaKit.New.csproj", "src/EdaKit.Core/EdaKit.Core.csproj")]
    [InlineData("samples/Retail/Retail.Host/Retail.Host.csproj", "tests/EdaKit.Core.Tests/EdaKit.Core.Tests.csproj")]
    public void A_wrong_arrow_is_found(string from, string to) => Assert.Single(FaultsOf([(from, [to])]));

    private static List<string> FaultsOf(IEnumerable<(string Path, IReadOnlyList<string> References)> projects)
    {
        var faults = new List<string>();

        foreach (var (path, references) in projects)
        {
            foreach (var reference in references)
            {
                if (!IsAllowed(path, reference))
                    faults.Add($"{path} must not reference {reference}");
            }
        }

        return faults;
    }

    private static bool IsAllowed(string from, string to)
    {
        if (from.StartsWith("samples/", StringComparison.Ordinal))
            return to.StartsWith("samples/", StringComparison.Ordinal) || to.StartsWith("src/", StringComparison.Ordinal);

        if (!from.StartsWith("src/", StringComparison.Ordinal))
            return true;

        var project = Path.GetFileNameWithoutExtension(from);

        return to.StartsWith("src/", StringComparison.Ordinal)
            && (MayReferenceAll.Contains(project) || (MayReference.TryGetValue(project, out var allowed) && allowed.Contains(Path.GetFileNameWithoutExtension(to))));
    }
}
