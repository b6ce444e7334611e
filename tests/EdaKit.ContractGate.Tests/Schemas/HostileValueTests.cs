using System.Text.Json;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Tests.Schemas;

/// <summary>Values that no schema was written for are accepted, refused, or end in one exception that says that it was not decided.</summary>
public sealed class HostileValueTests
{
    [Theory]
    [InlineData("""{"enum":[1]}""", "1e99999999999999999999")]
    [InlineData("""{"minimum":1}""", "1e99999999999999999999")]
    [InlineData("""{"type":"integer"}""", "1e-99999999999999999999")]
    [InlineData("""{"uniqueItems":true}""", "[1e99999999999999999999,2e99999999999999999999]")]
    [InlineData("""{"const":"a"}""", "\"\\ud800\"")]
    [InlineData("""{"maxLength":1}""", "\"\\ud800\"")]
    [InlineData("""{"pattern":"a"}""", "\"\\ud800\"")]
    public void Accepts_of_what_cannot_be_read_is_not_decided(string schema, string value)
    {
        var fault = Assert.Throws<SchemaException>(() => JsonSchema.Parse(schema).Accepts(JsonElement.Parse(value)));

        Assert.Contains("was not decided", fault.Message, StringComparison.Ordinal);
        Assert.Throws<SchemaException>(() => JsonSchema.Parse(schema).Explain(JsonElement.Parse(value)));
    }

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""")]
    [InlineData("""{"required":["a"]}""")]
    [InlineData("""{"additionalProperties":false}""")]
    [InlineData("""{"propertyNames":{"maxLength":1}}""")]
    [InlineData("""{"patternProperties":{"a":{}}}""")]
    [InlineData("""{"const":{"a":1}}""")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""")]
    public void Accepts_of_a_member_whose_name_is_no_text_is_not_decided(string schema) =>
        Assert.Contains("was not decided", Assert.Throws<SchemaException>(() => JsonSchema.Parse(schema).Accepts(JsonElement.Parse("{\"\\ud800\":1}"))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("^(?=(a+)+$)(a+)+$")]
    public void Accepts_of_a_pattern_that_backtracks_ends(string pattern)
    {
        var schema = JsonSchema.Parse(JsonSerializer.Serialize(new { pattern }));
        var value = JsonSerializer.SerializeToElement(new string('a', 40) + "!");

        // Either the engine needs no backtracking, or it is ended and nothing is decided.
        Assert.NotEqual(true, schema.Evaluate(value));
    }

    [Fact]
    public void Accepts_of_a_schema_that_multiplies_is_not_decided_within_the_bound()
    {
        // Each level asks the next one twice: 2^60 questions.
        var levels = string.Join(',', Enumerable.Range(0, 60).Select(i => $$"""
            "d{{i}}":{"allOf":[{"$ref":"#/$defs/d{{i + 1}}"},{"$ref":"#/$defs/d{{i + 1}}"}]}
            """));
        var schema = JsonSchema.Parse("""{"$ref":"#/$defs/d0","$defs":{"d60":{"type":"integer"},""" + levels + "}}");

        Assert.Contains($"more than '{SchemaLimits.Steps}' "
            + "steps", Assert.Throws<SchemaException>(() => schema.Accepts(JsonElement.Parse("1"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_of_many_items_that_must_be_unique_is_not_decided_within_the_bound()
    {
        var many = JsonSerializer.SerializeToElement(Enumerable.Range(0, 20_000));

        Assert.Throws<SchemaException>(() => JsonSchema.Parse("""{"uniqueItems":true}""").Accepts(many));
    }

    [Fact]
    public void Accepts_of_a_recursive_schema_follows_the_value_as_deep_as_it_goes()
    {
        const int Depth = 200;
        var schema = JsonSchema.Parse("""{"items":{"$ref":"#"},"type":["array","null"]}""");
        var deep = JsonElement.Parse($"{new string('[', Depth)}1{new string(']', Depth)}", new JsonDocumentOptions { MaxDepth = Depth + 1 });

        Assert.Equal(string.Concat(Enumerable.Repeat("/0", Depth)), schema.Explain(deep)?.Path);
    }

    [Fact]
    public void Accepts_of_a_value_too_deep_for_the_stack_is_not_decided()
    {
        const int Depth = 20_000;
        var schema = JsonSchema.Parse("""{"items":{"$ref":"#"},"type":["array","null"]}""");
        var deep = JsonElement.Parse($"{new string('[', Depth)}1{new string(']', Depth)}", new JsonDocumentOptions { MaxDepth = Depth + 1 });

        // How many levels fit into a test's own stack depends on how far the code is optimized by then.
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(() => schema.Accepts(deep)), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();

        Assert.IsType<SchemaException>(error);
    }
}
