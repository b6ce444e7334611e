using System.Text.Json;
using EdaKit.ContractGate.Compatibility;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Tests.Compatibility;

/// <summary>
/// Our verdicts on changes, with the old schema as the writer and the new one as the reader. <c>cases.json</c> has a case in each line; <c>kind</c> and
/// <c>path</c>, where they are given, are those of one finding, and <c>defaults</c> says that the reader fills in defaults. <c>registry</c> is the verdict of
/// Confluent's Schema Registry where it is another one; decision 0015 says why.
/// </summary>
public sealed class CasesTests
{
    private static readonly JsonDocument Cases = Read();

    public static TheoryData<string, string> Names { get; } =
        new(Cases.RootElement.EnumerateArray().Select(one => (one.GetProperty("group").GetString()!, one.GetProperty("name").GetString()!)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Compare_of_a_change_gives_the_verdict_of_the_case(string group, string name)
    {
        var one = Find(group, name);
        var findings = Compare(one, new());

        Assert.True(one.GetProperty("compatible").GetBoolean() == (findings.Count == 0), string.Join('\n', findings));
        Assert.True(!Has(one, "kind", out var kind) || findings.Any(finding => finding.Kind.ToString() == kind), string.Join('\n', findings));
        Assert.True(!Has(one, "path", out var path) || findings.Any(finding => finding.Path == path), string.Join('\n', findings));
        Assert.DoesNotContain(findings, finding => finding.Kind == FindingKind.NotProven);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Compare_as_registries_do_takes_nothing_that_a_registry_refuses(string group, string name)
    {
        var one = Find(group, name);
        var findings = Compare(one, new() { RefusesAsRegistriesDo = true });

        // What a registry takes without a proof stays refused.
        Assert.True((one.GetProperty("compatible").GetBoolean() && RegistryTakes(one)) == (findings.Count == 0), string.Join('\n', findings));
    }

    [Fact]
    public void The_cases_are_many_and_of_both_verdicts_and_few_differ_from_those_of_registries()
    {
        var cases = Cases.RootElement.EnumerateArray().ToList();
        var compatible = cases.Count(one => one.GetProperty("compatible").GetBoolean());

        Assert.InRange(cases.Count, 150, 1_000);
        Assert.InRange(compatible, 75, cases.Count - 75);
        Assert.InRange(cases.Count(one => one.TryGetProperty("registry", out _)), 1, cases.Count / 20);
    }

    private static IReadOnlyList<SchemaFinding> Compare(JsonElement one, ComparisonOptions options)
    {
        var (writer, reader) = (JsonSchema.Parse(one.GetProperty("old").GetRawText()), JsonSchema.Parse(one.GetProperty("new").GetRawText()));
        return SchemaComparison.Compare(writer, one.TryGetProperty("defaults", out _) ? reader.WithDefaultsFilledIn() : reader, options);
    }

    private static JsonElement Find(string group, string name) => Cases.RootElement.EnumerateArray()
        .Single(known => known.GetProperty("group").GetString() == group && known.GetProperty("name").GetString() == name);

    private static bool RegistryTakes(JsonElement one) => one.GetProperty(one.TryGetProperty("registry", out _) ? "registry" : "compatible").GetBoolean();

    private static bool Has(JsonElement one, string name, out string? value)
    {
        value = one.TryGetProperty(name, out var found) ? found.GetString() : null;
        return value is not null;
    }

    private static JsonDocument Read()
    {
        using var stream = typeof(CasesTests).Assembly.GetManifestResourceStream("cases.json")!;
        return JsonDocument.Parse(stream);
    }
}
