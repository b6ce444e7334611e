using EdaKit.House.Tests.Support;

namespace EdaKit.House.Tests.Docs;

public sealed class CodeTests
{
    [Fact]
    public async Task Code_in_READMEs_and_docs_compiles()
    {
        var repository = await Repository.GetAsync();
        var pages = repository.With("README.md").Where(file => file == "README.md" || file.StartsWith("src/", StringComparison.Ordinal))
            .Concat(repository.With(".md").Where(file => file.StartsWith("docs/", StringComparison.Ordinal)));
        var blocks = pages.SelectMany(file => new Markdown(repository.Read(file)).Blocks.Select(block => (file, block)))
            .Where(found => found.block.Language is "csharp" or "cs" or "c#").ToList();

        Assert.Contains(blocks, found => found.file == "README.md");
        Faults.None(blocks.SelectMany(found => CodeBlock.FaultsOf(found.block.Text).Select(fault => $"{found.file}: {fault}")));
    }

    [Fact]
    public async Task Every_package_shows_code()
    {
        var repository = await Repository.GetAsync();

        Faults.None(repository.Projects.Where(project => project.IsPackage)
            .Select(project => $"{Path.GetDirectoryName(project.Path)}/README.md")
            .Where(readme => !repository.Files.Contains(readme) || new Markdown(repository.Read(readme)).Blocks.TrueForAll(block => block.Language != "csharp")));
    }

    [Theory]
    [InlineData("Console.WriteLine(1);", 0)]
    [InlineData("public sealed record Order(string Number);", 0)]
    [InlineData("using EdaKit.Contracts; namespace A; [EventContract(\"a.b\", version: 1)] public sealed record Order([property: BusinessKey] string Number);", 0)]
    [InlineData("using EdaKit.Contracts; [EventContract(\"a.b\", version: 1)] public sealed record Order([property: BusinessKey] string Number);", 1)]
    [InlineData("Console.WriteLine(missing);", 1)]
    [InlineData("string text = null;", 2)]
    public void Code_that_does_not_compile_is_found(string code, int faults) => Assert.Equal(faults, CodeBlock.FaultsOf(code).Count);
}
