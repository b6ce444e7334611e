using System.Text.RegularExpressions;
using EdaKit.Sagas.Analyzers;

namespace EdaKit.Sagas.Tests.Analyzers;

/// <summary>docs/saga-rules.md says something of every rule, and of no others.</summary>
public sealed partial class SagaWarningsDocumentTests
{
    [Fact]
    public void Document_has_a_row_for_every_rule_and_no_others() =>
        Assert.Equal(new SagaAnalyzer().SupportedDiagnostics.Select(rule => rule.Id), Row().Matches(File.ReadAllText(FindDocument())).Select(row => row.Groups[1].Value));

    private static string FindDocument()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "docs", "saga-rules.md");
            if (File.Exists(file))
                return file;
        }

        throw new InvalidOperationException($"No docs/saga-rules.md above '{AppContext.BaseDirectory}'.");
    }

    [GeneratedRegex(@"^\| (EDA\d{4}) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
