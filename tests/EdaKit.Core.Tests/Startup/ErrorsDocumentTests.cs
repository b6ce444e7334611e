using System.Text.RegularExpressions;

namespace EdaKit.Core.Tests.Startup;

/// <summary>docs/errors.md explains every code that a process reports, and no others. The rules of the contract gate, from EDA1000 on, have a page of their own.</summary>
public sealed partial class ErrorsDocumentTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Document_has_a_heading_for_every_code_in_the_source_and_no_others()
    {
        var inSource = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsBuildOutput(file))
            .SelectMany(file => CodeLiteral().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.NotEmpty(inSource);
        Assert.Equal(inSource, Headings());
    }

    [Fact]
    public void Document_says_something_under_every_heading()
    {
        var sections = Text().Split("\n### ")[1..];

        Assert.All(sections, section => Assert.True(section.Split("\n## ")[0].Length > 60, $"Too little is said of {section[..7]}."));
    }

    private static IEnumerable<string> Headings() => Heading().Matches(Text()).Select(match => match.Groups[1].Value);

    private static string Text() => File.ReadAllText(Path.Combine(Root, "docs", "errors.md"));

    private static bool IsBuildOutput(string file) =>
        Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No repository above '{AppContext.BaseDirectory}'.");
    }

    [GeneratedRegex("\"(EDA0\\d{3})\"")]
    private static partial Regex CodeLiteral();

    [GeneratedRegex("^### (EDA\\d{4})$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
