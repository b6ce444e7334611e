using System.Text.Json;
using EdaKit.ContractGate.Compatibility;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Tests.Compatibility;

/// <summary>Schemas that are large, recursive or hard to compare end in a verdict, or in the finding that nothing is proven, after so many steps.</summary>
public sealed class HostileComparisonTests
{
    private const int Branches = 5_000;

    [Theory]
    [InlineData("oneOf")]
    [InlineData("anyOf")]
    public void Compare_of_thousands_of_alternatives_on_both_sides_ends(string keyword)
    {
        var writer = Union(keyword, i => $$$"""{"type":"object","properties":{"kind":{"const":"k{{{i}}}"},"v":{"type":"integer"}},"required":["kind"]}""");
        var reader = Union(keyword, i => $$$"""{"type":"object","properties":{"kind":{"const":"k{{{i}}}"},"v":{"type":"string"}},"required":["kind"]}""");

        Assert.NotEmpty(SchemaComparison.Compare(writer, reader));
        Assert.Empty(SchemaComparison.Compare(writer, writer));
    }

    [Fact]
    public void Compare_of_more_than_the_bound_of_steps_says_that_nothing_is_proven()
    {
        var finding = Assert.Single(SchemaComparison.Compare(Hard(extra: ""), Hard(extra: ",[0]"), new ComparisonOptions(), steps: 2_000));

        Assert.Equal(FindingKind.NotProven, finding.Kind);
        Assert.Contains("not decided within '2000' steps", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_of_a_puzzle_ends()
    {
        // Whether 40 switches can be set so that 170 clauses hold: only by trying, which the bound ends.
        var random = new Random(1);
        var clauses = string.Join(',', Enumerable.Range(0, 170).Select(_ => $$"""
            {"anyOf":[{{string.Join(',', Enumerable.Range(0, 3).Select(_ => Setting(random.Next(40), random.Next(2) == 0)))}}]}
            """));
        var switches = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"s{i}\":{{\"type\":\"boolean\"}}"));
        var names = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"s{i}\""));
        var writer = JsonSchema.Parse($$$"""{"type":"object","properties":{{{{switches}}}},"required":[{{{names}}}],"allOf":[{{{clauses}}}]}""");

        Assert.NotNull(SchemaComparison.Compare(writer, JsonSchema.Parse("false")));
    }

    [Fact]
    public void Compare_of_a_document_of_10_MB_ends()
    {
        static JsonSchema Large(string type) => JsonSchema.Parse("{\"properties\":{" + string.Join(',', Enumerable.Range(0, 150_000)
            .Select(i => $"\"m{i}\":{{\"type\":\"{type}\",\"description\":\"A member of it.\"}}")) + "}}");

        Assert.Empty(SchemaComparison.Compare(Large("integer"), Large("integer")));
        Assert.NotEmpty(SchemaComparison.Compare(Large("integer"), Large("string")));
    }

    [Fact]
    public void Compare_of_schemas_that_refer_to_each_other_in_a_ring_ends()
    {
        static string Link(int i, string type) => $$$"""
            "d{{{i}}}":{"properties":{"next":{"$ref":"#/$defs/d{{{(i + 1) % 400}}}"},"other":{"$ref":"#/$defs/d{{{i * 7 % 400}}}"},"v":{"type":"{{{type}}}"} } }
            """;

        static JsonSchema Ring(string type) =>
            JsonSchema.Parse("""{"$ref":"#/$defs/d0","$defs":{""" + string.Join(',', Enumerable.Range(0, 400).Select(i => Link(i, type))) + "}}");

        Assert.Empty(SchemaComparison.Compare(Ring("integer"), Ring("number")));
        Assert.NotEmpty(SchemaComparison.Compare(Ring("number"), Ring("integer")));
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(?=(a+)+$)(a+)+$")]
    [InlineData("(")]
    [InlineData(@"\p{L}+")]
    [InlineData("(?<n>a)\\k<n>")]
    public void Compare_of_patterns_that_are_hard_to_run_ends(string pattern)
    {
        var values = JsonSchema.Parse(JsonSerializer.Serialize(new { @enum = Enumerable.Range(30, 20).Select(i => new string('a', i) + "!") }));
        var reader = JsonSchema.Parse(JsonSerializer.Serialize(new { type = "string", pattern }));

        Assert.NotEmpty(SchemaComparison.Compare(values, reader));
        Assert.Empty(SchemaComparison.Compare(reader, reader));
    }

    [Theory]
    [InlineData("""{"minimum":1e400}""", """{"minimum":1e399}""", true)]
    [InlineData("""{"minimum":1e399}""", """{"minimum":1e400}""", false)]
    [InlineData("""{"type":"integer","minimum":1e400,"maximum":1e400}""", """{"multipleOf":7}""", false)]
    [InlineData("""{"type":"integer","minimum":1e400}""", """{"multipleOf":1e-400}""", true)]
    [InlineData("""{"const":1e400}""", """{"enum":[10e399]}""", true)]
    [InlineData("""{"maximum":0.1}""", """{"maximum":0.1000000000000000000000000000000000001}""", true)]
    [InlineData("""{"type":"integer","exclusiveMinimum":9007199254740992}""", """{"minimum":9007199254740993}""", true)]
    public void Compare_of_numbers_beyond_those_of_machines_is_exact(string writer, string reader, bool isCompatible) =>
        Assert.Equal(isCompatible, SchemaComparison.Compare(JsonSchema.Parse(writer), JsonSchema.Parse(reader)).Count == 0);

    [Fact]
    public void Compare_of_long_steps_of_numbers_ends()
    {
        static JsonSchema Steps(int first) => JsonSchema.Parse($$"""
            {"allOf":[{{string.Join(',', Enumerable.Range(0, 200).Select(i => $"{{\"multipleOf\":{1_000_003 + first + (i * 2)}}}"))}}]}
            """);

        Assert.NotEmpty(SchemaComparison.Compare(Steps(0), Steps(1)));
    }

    private static string Setting(int number, bool isOn) => JsonSerializer.Serialize(new
    {
        properties = new Dictionary<string, object> { [$"s{number}"] = new { @const = isOn } },
    });

    private static JsonSchema Union(string keyword, Func<int, string> branch) =>
        JsonSchema.Parse($$"""{"{{keyword}}":[{{string.Join(',', Enumerable.Range(0, Branches).Select(branch))}}]}""");

    private static JsonSchema Hard(string extra)
    {
        var places = string.Join(',', Enumerable.Range(0, 60).Select(i => $"{{\"enum\":[{i},[{i}]{extra}]}}"));
        return JsonSchema.Parse($$$"""{"type":"array","prefixItems":[{{{places}}}],"minItems":60,"uniqueItems":true,"contains":{"type":"array"}}""");
    }
}
