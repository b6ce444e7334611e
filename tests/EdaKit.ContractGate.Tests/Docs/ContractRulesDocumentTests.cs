using System.Reflection;
using System.Text.RegularExpressions;
using EdaKit.Analyzers;
using EdaKit.ContractGate.Checks;
using EdaKit.ContractGate.Compatibility;

namespace EdaKit.ContractGate.Tests.Docs;

/// <summary>docs/contract-rules.md says something of every rule, and of no others.</summary>
public sealed partial class ContractRulesDocumentTests
{
    [Fact]
    public void Document_has_a_row_for_every_rule_and_no_others()
    {
        var rules = Enum.GetValues<FindingKind>().Select(GateRules.Of)
            .Concat(typeof(GateRules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!))
            .Append(ContractRule.Id)
            .Order(StringComparer.Ordinal);

        Assert.Equal(rules, Row().Matches(File.ReadAllText(FindDocument())).Select(row => row.Groups[1].Value));
    }

    private static string FindDocument()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "docs", "contract-rules.md");
            if (File.Exists(file))
                return file;
        }

        throw new InvalidOperationException($"No docs/contract-rules.md above '{AppContext.BaseDirectory}'.");
    }

    [GeneratedRegex(@"^\| (EDA\d{4}) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
