using System.Collections.Immutable;
using EdaKit.Analyzers.CodeFixes;
using EdaKit.ContractGate.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace EdaKit.ContractGate.Tests.Analyzers.CodeFixes;

public sealed class When_a_contract_is_made_its_next_version
{
    [Theory]
    [InlineData("[EventContract(\"shop.order\", version: 1)]", "[EventContract(\"shop.order\", version: 2)]")]
    [InlineData("[EventContract(\"shop.order\", 1)]", "[EventContract(\"shop.order\", 2)]")]
    [InlineData("[EventContract(version: 1, name: \"shop.order\")]", "[EventContract(version: 2, name: \"shop.order\")]")]
    [InlineData("[EventContract(\"shop.order\", version: 1, OldestReader = 1)]", "[EventContract(\"shop.order\", version: 2, OldestReader = 1)]")]
    [InlineData("[Serializable, EventContract(\n    \"shop.order\", /* since May */ 1 /* in use */)] // kept", "[Serializable, EventContract(\n    \"shop.order\", /* since May */ 2 /* in use */)] // kept")]
    public async Task Should_change_the_number_and_nothing_else(string old, string @new)
    {
        var (title, changed) = await FixAsync([Source(old, "string Number, string Currency")], Source(old, "string Number"));

        Assert.Equal("Make it version 2", title);
        Assert.Equal([Source(@new, "string Number, string Currency")], changed);
    }

    [Fact]
    public async Task Should_change_the_contract_when_the_member_is_in_another_file()
    {
        const string Order = "using System;\nusing EdaKit.Contracts;\n\nnamespace Shop;\n\n[EventContract(\"shop.order\", 1)]\npublic sealed record Order(Line Line);\n";
        const string Line = "\nnamespace Shop;\n\npublic sealed record Line(string Sku, int Pieces);\n";

        var (_, changed) = await FixAsync([Order, Line.Replace("int", "long", StringComparison.Ordinal)], Order + "public sealed record Line(string Sku, int Pieces);");

        Assert.Equal([Order.Replace("1)", "2)", StringComparison.Ordinal), Line.Replace("int", "long", StringComparison.Ordinal)], changed);
    }

    private static string Source(string attribute, string parameters) =>
        $"using System;\nusing EdaKit.Contracts;\n\nnamespace Shop;\n\n{attribute}\npublic sealed record Order({parameters});\n";

    /// <summary>Applies the one fix that is offered for the one finding.</summary>
    private static async Task<(string Title, string[] Changed)> FixAsync(string[] sources, string recorded)
    {
        using var project = new ContractProject();
        project.Record(recorded);
        using var workspace = new AdhocWorkspace();
        var compiled = project.Compile("Shop.Contracts", "");
        var opened = workspace.AddProject("Shop.Contracts", LanguageNames.CSharp)
            .WithCompilationOptions(compiled.Options).WithMetadataReferences(compiled.References).WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest));
        foreach (var (index, source) in sources.Index())
            opened = opened.AddDocument($"{index}.cs", source).Project;

        var compilation = (CSharpCompilation)(await opened.GetCompilationAsync())!;
        var found = Assert.Single(await Editor.FindAsync(compilation, Editor.FilesOf(project)));
        var offered = ImmutableArray.CreateBuilder<CodeAction>();
        var document = opened.GetDocument(found.Location.SourceTree)!;
        await new NextVersionFix().RegisterCodeFixesAsync(new CodeFixContext(document, found, (action, _) => offered.Add(action), CancellationToken.None));

        var fix = Assert.Single(offered);
        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await fix.GetOperationsAsync(CancellationToken.None)));
        var texts = opened.DocumentIds.Select(async id => (await operation.ChangedSolution.GetDocument(id)!.GetTextAsync()).ToString());
        return (fix.Title, await Task.WhenAll(texts));
    }
}
