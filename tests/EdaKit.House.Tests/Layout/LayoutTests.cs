using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Layout;

public sealed class LayoutTests
{
    private static readonly string[] TopLevel =
    [
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "Directory.Build.props", "Directory.Packages.props",
        "EdaKit.sln", "LICENSE", "NOTICE", "README.md", "audit.sh", "benchmarks", "compose.yaml", "docs", "eng", "global.json", "samples", "src", "test.sh", "tests",
    ];

    private static readonly string[] EmptyNames = ["Helpers", "Utils", "Common", "Managers", "Impl"];

    [Fact]
    public async Task Top_level_holds_only_what_belongs_there()
    {
        var repository = await Repository.GetAsync();

        Faults.None(repository.Files.Select(file => file.Split('/')[0]).Distinct().Except(TopLevel));
    }

    [Fact]
    public async Task Solution_holds_every_project()
    {
        var repository = await Repository.GetAsync();
        var solution = repository.Read("EdaKit.sln").Replace('\\', '/');

        Faults.None(repository.Projects.Select(project => project.Path).Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Folders_are_named_after_one_idea()
    {
        var repository = await Repository.GetAsync();

        Faults.None(repository.Files.Select(Path.GetDirectoryName).OfType<string>().Distinct().Where(folder => FaultOf(folder) is not null));
    }

    [Theory]
    [InlineData("src/EdaKit.Outbox/Relay", null)]
    [InlineData("samples/Retail/Retail.Host", null)]
    [InlineData("src/EdaKit.Outbox/Outbox", "Outbox")]
    [InlineData("tests/EdaKit.Outbox.Tests/Outbox", "Outbox")]
    [InlineData("src/EdaKit.Core/Contracts/Contracts", "Contracts")]
    [InlineData("src/EdaKit.Core/Utils", "Utils")]
    [InlineData("src/EdaKit.Core/Startup/common", "common")]
    public void A_folder_without_an_idea_of_its_own_is_found(string folder, string? fault) => Assert.Equal(fault, FaultOf(folder));

    private static string? FaultOf(string folder)
    {
        var names = folder.Replace('\\', '/').Split('/');

        for (var i = 0; i < names.Length; i++)
        {
            if (EmptyNames.Contains(names[i], StringComparer.OrdinalIgnoreCase) || names.Take(i).Any(above => IdeaOf(above) == names[i]))
                return names[i];
        }

        return null;
    }

    /// <summary>A project's folder is about the last part of its name.</summary>
    private static string IdeaOf(string folder) => folder.Replace(".Tests", "", StringComparison.Ordinal).Split('.')[^1];
}
