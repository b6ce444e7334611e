using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Tests.Schemas;

/// <summary>Documents that are no schemas, or too much of one, end in one exception that says where and what to do.</summary>
public sealed class HostileDocumentTests
{
    [Theory]
    [InlineData("", "#", "is no JSON")]
    [InlineData("{", "#", "is no JSON")]
    [InlineData("{} {}", "#", "is no JSON")]
    [InlineData("""{"type":"string","type":"number"}""", "#", "must not name a member twice")]
    [InlineData("""{"type":"\ud800"}""", "#", "half of a surrogate pair")]
    [InlineData("""{"\ud800":1}""", "#", "half of a surrogate pair")]
    [InlineData("null", "#", "The schema at '#' is 'null'. Make it an object, true or false.")]
    [InlineData("[]", "#", "The schema at '#' is '[]'.")]
    [InlineData("1", "#", "The schema at '#' is '1'.")]
    public void Parse_of_what_is_no_schema_says_so(string json, string location, string message) => Refuses(json, location, message);

    [Theory]
    [InlineData("""{"$ref":"#/$defs/a"}""", "#", "leads to nothing: there is no '$defs'")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{}}""", "#", "leads to nothing: there is no 'a'")]
    [InlineData("""{"$ref":"#/allOf/01","allOf":[{},{}]}""", "#", "leads to nothing: there is no '01'")]
    [InlineData("""{"items":{"$ref":"#a"}}""", "#/items", "names an anchor that no schema has")]
    [InlineData("""{"$ref":"#/type","type":"string"}""", "#/type", "The schema at '#/type' is '\"string\"'.")]
    [InlineData("""{"$ref":"other.json"}""", "#", "leads out of the document, and nothing is fetched")]
    [InlineData("""{"$ref":"https://example.org/a.json#/$defs/b"}""", "#", "leads out of the document, and nothing is fetched")]
    [InlineData("""{"$ref":"file:///etc/passwd"}""", "#", "leads out of the document, and nothing is fetched")]
    [InlineData("""{"$ref":"http://["}""", "#", "leads out of the document, and nothing is fetched")]
    [InlineData("""{"$ref":1}""", "#/$ref", "'$ref' at '#' is '1'. Make it a string.")]
    [InlineData("""{"$dynamicRef":"#a"}""", "#/$dynamicRef", "Use '$ref'.")]
    [InlineData("""{"$id":"http://[","type":"string"}""", "#/$id", "which is no URI")]
    public void Parse_of_a_reference_that_cannot_be_followed_says_so(string json, string location, string message) => Refuses(json, location, message);

    [Theory]
    [InlineData("""{"$ref":"#"}""", "#")]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""", "#")]
    [InlineData("""{"not":{"$ref":"#"}}""", "#")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}""", "#/$defs/a")]
    [InlineData("""{"properties":{"a":{"anyOf":[{"type":"null"},{"$ref":"#/properties/a"}]}}}""", "#/properties/a")]
    public void Parse_of_a_schema_that_only_leads_to_itself_says_so(string json, string location) =>
        Refuses(json, location, "leads to itself without looking inside the value");

    [Theory]
    [InlineData("""{"type":1}""", "#/type")]
    [InlineData("""{"type":"text"}""", "#/type")]
    [InlineData("""{"type":[]}""", "#/type")]
    [InlineData("""{"type":["string",1]}""", "#/type")]
    [InlineData("""{"enum":"a"}""", "#/enum")]
    [InlineData("""{"pattern":1}""", "#/pattern")]
    [InlineData("""{"format":1}""", "#/format")]
    [InlineData("""{"minimum":"1"}""", "#/minimum")]
    [InlineData("""{"exclusiveMaximum":"1"}""", "#/exclusiveMaximum")]
    [InlineData("""{"multipleOf":0}""", "#/multipleOf")]
    [InlineData("""{"multipleOf":-1}""", "#/multipleOf")]
    [InlineData("""{"maxLength":-1}""", "#/maxLength")]
    [InlineData("""{"maxLength":1.5}""", "#/maxLength")]
    [InlineData("""{"maxLength":1e30}""", "#/maxLength")]
    [InlineData("""{"minItems":"1"}""", "#/minItems")]
    [InlineData("""{"uniqueItems":1}""", "#/uniqueItems")]
    [InlineData("""{"required":"id"}""", "#/required")]
    [InlineData("""{"required":[1]}""", "#/required")]
    [InlineData("""{"properties":[]}""", "#/properties")]
    [InlineData("""{"properties":{"a":1}}""", "#/properties/a")]
    [InlineData("""{"patternProperties":1}""", "#/patternProperties")]
    [InlineData("""{"additionalProperties":"no"}""", "#/additionalProperties")]
    [InlineData("""{"items":1}""", "#/items")]
    [InlineData("""{"prefixItems":{}}""", "#/prefixItems")]
    [InlineData("""{"prefixItems":[]}""", "#/prefixItems")]
    [InlineData("""{"allOf":[]}""", "#/allOf")]
    [InlineData("""{"anyOf":{}}""", "#/anyOf")]
    [InlineData("""{"oneOf":[1]}""", "#/oneOf/0")]
    [InlineData("""{"not":1}""", "#/not")]
    [InlineData("""{"if":1}""", "#/if")]
    [InlineData("""{"dependencies":{"a":1}}""", "#/dependencies/a")]
    [InlineData("""{"dependentRequired":{"a":[1]}}""", "#/dependentRequired")]
    [InlineData("""{"$defs":1}""", "#/$defs")]
    [InlineData("""{"$defs":{"a":1}}""", "#/$defs/a")]
    public void Parse_of_a_keyword_of_the_wrong_form_says_where(string json, string location) => Refuses(json, location, $"'");

    [Theory]
    [InlineData("1e400", true)]
    [InlineData("1e1000", true)]
    [InlineData("1e1001", false)]
    [InlineData("-1e-99999999999999999999", false)]
    public void Parse_takes_numbers_up_to_the_bound(string number, bool isTaken)
    {
        var json = $"{{\"maximum\":{number}}}";

        if (isTaken)
            Assert.True(JsonSchema.Parse(json).Accepts(JsonElement.Parse("1")) == !number.StartsWith('-'));
        else
            Refuses(json, "#", "Use a smaller one.");
    }

    [Fact]
    public void Parse_of_a_number_with_too_many_digits_says_so() =>
        Refuses($"{{\"maximum\":{new string('9', SchemaLimits.NumberLength + 1)}}}", "#", "Use a smaller one.");

    [Fact]
    public void Parse_of_JSON_deeper_than_the_bound_says_so()
    {
        Assert.NotNull(JsonSchema.Parse(Nested(SchemaLimits.Depth - 1)));
        Refuses(Nested(SchemaLimits.Depth + 1), "#", $"'{SchemaLimits.Depth}' deep");
        Refuses(Nested(100_000), "#", $"'{SchemaLimits.Depth}' deep");
    }

    [Fact]
    public void Parse_of_a_node_deeper_than_the_bound_says_so()
    {
        var node = new JsonObject();
        for (var i = 0; i < SchemaLimits.Depth + 1; i++)
            node = new JsonObject { ["not"] = node };

        Assert.Contains($"deeper than '{SchemaLimits.Depth}'", Assert.Throws<SchemaException>(() => JsonSchema.Parse(node)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_of_references_that_follow_each_other_further_than_the_bound_says_so()
    {
        Assert.True(JsonSchema.Parse(Chain(SchemaLimits.InPlaceDepth - 1)).Accepts(JsonElement.Parse("1")));
        Refuses(Chain(50_000), null, $"more than '{SchemaLimits.InPlaceDepth}' schemas follow each other");
    }

    [Fact]
    public void Parse_of_a_document_up_to_10_MB_reads_it()
    {
        var json = Large(SchemaLimits.DocumentBytes - 1_000);

        Assert.False(JsonSchema.Parse(json).Accepts(JsonElement.Parse("""{"m1":1}""")));
    }

    [Fact]
    public void Parse_of_a_document_over_10_MB_says_so() =>
        Refuses(Large(SchemaLimits.DocumentBytes + 1_000), "#", $"at most '{SchemaLimits.DocumentBytes}' are read. Split the schema.");

    private static void Refuses(string json, string? location, string message)
    {
        var fault = Assert.Throws<SchemaException>(() => JsonSchema.Parse(json));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        if (location is not null)
            Assert.Equal(location, fault.Location);
    }

    private static string Nested(int depth) => $"{string.Concat(Enumerable.Repeat("{\"not\":", depth - 1))}{{}}{new string('}', depth - 1)}";

    private static string Chain(int length)
    {
        var chain = new StringBuilder("""{"$ref":"#/$defs/d1","$defs":{""");
        for (var i = 1; i < length; i++)
            chain.Append($$"""
                "d{{i}}":{"$ref":"#/$defs/d{{i + 1}}"},
                """);

        return chain.Append($"\"d{length}\":{{\"type\":\"integer\"}}}}}}").ToString();
    }

    private static string Large(int bytes)
    {
        var large = new StringBuilder("""{"properties":{""");
        for (var i = 0; large.Length < bytes - 100; i++)
            large.Append($$"""
                "m{{i}}":{"type":"string","maxLength":{{i + 1}},"description":"A member."},
                """);

        return large.Append("""
            "last":{}}}
            """).ToString();
    }
}
