using EdaKit.ContractGate.Compatibility;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Tests.Compatibility;

public sealed class FormComparisonTests
{
    [Fact]
    public void Compare_as_registries_do_says_what_is_refused_and_where()
    {
        var finding = Assert.Single(Compare(
            """{"properties":{"lines":{"items":{"anyOf":[{"type":"string"},{"type":"null"}]}}}}""",
            """{"properties":{"lines":{"items":{"oneOf":[{"type":"string"},{"type":"null"}]}}}}"""));

        Assert.Equal((FindingKind.FormChanged, "/lines/*"), (finding.Kind, finding.Path));
        Assert.Equal("Every value passes, but a registry refuses the change. Writers have 'anyOf' where readers have 'oneOf'. Keep what writers have, or use "
            + "'anyOf'.",
            finding.Message);
    }

    [Fact]
    public void Compare_as_registries_do_keeps_to_the_bound_of_steps()
    {
        static JsonSchema Nested(string keyword) => JsonSchema.Parse(string.Concat(Enumerable.Range(0, 60).Select(i => $"{{\"properties\":{{\"m{i}\":"))
            + $$"""{"{{keyword}}":[{"type":"string"},{"type":"null"}]}""" + string.Concat(Enumerable.Repeat("}}", 60)));

        Assert.Equal(FindingKind.NotProven, Assert.Single(SchemaComparison.Compare(Nested("anyOf"), Nested("oneOf"), Options, steps: 20)).Kind);
        Assert.Equal(FindingKind.FormChanged, Assert.Single(SchemaComparison.Compare(Nested("anyOf"), Nested("oneOf"), Options)).Kind);
    }

    [Fact]
    public void Compare_as_registries_do_of_recursive_schemas_ends() => Assert.Equal("/v", Assert.Single(Compare(
        """{"properties":{"next":{"$ref":"#"},"v":{"type":"number","multipleOf":1}}}""",
        """{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}}}""")).Path);

    private static ComparisonOptions Options => new() { RefusesAsRegistriesDo = true };

    private static IReadOnlyList<SchemaFinding> Compare(string writer, string reader) =>
        SchemaComparison.Compare(JsonSchema.Parse(writer), JsonSchema.Parse(reader), Options);
}
