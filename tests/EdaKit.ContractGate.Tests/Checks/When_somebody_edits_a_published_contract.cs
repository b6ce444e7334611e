using EdaKit.ContractGate.Checks;
using EdaKit.ContractGate.Tests.Support;

namespace EdaKit.ContractGate.Tests.Checks;

public sealed class When_somebody_edits_a_published_contract(PublishedContracts published) : IClassFixture<PublishedContracts>
{
    public static TheoryData<ContractEdit> Edits => [.. ContractEdits.Breaking.Concat(ContractEdits.Harmless)];

    [Theory]
    [MemberData(nameof(Edits), DisableDiscoveryEnumeration = true)]
    public void The_gate_finds_what_breaks_at_its_line_and_nothing_else(ContractEdit edit)
    {
        using var project = new ContractProject(published.Recorded);
        var edited = edit.ApplyTo(ContractEdits.Published);

        var found = project.Check(edited).Where(finding => finding.IsError).ToList();

        Assert.Equal(
            edit.Expected.Select(expected => $"{expected.Rule} {LineOf(edited, expected.At)}").Order(),
            found.Select(finding => $"{finding.RuleId} {finding.Location?.Line}").Order());
        Assert.All(found, finding => Assert.True(finding.Location is null || finding.Location.File == project.SourceFile));
    }

    private static string LineOf(string source, string text) => text.Length == 0
        ? ""
        : $"{Array.FindIndex(source.Split('\n'), line => line.Contains(text, StringComparison.Ordinal)) + 1}";
}

/// <summary>The published contracts, compiled and recorded once for all edits of them.</summary>
public sealed class PublishedContracts : IDisposable
{
    private readonly ContractProject _project = new();

    public PublishedContracts() => _project.Record(ContractEdits.Published);

    /// <summary>What is recorded.</summary>
    public string Recorded => _project.Recorded;

    public void Dispose() => _project.Dispose();
}
