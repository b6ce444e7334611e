using System.Text.Json;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Tests.Schemas;

public sealed class RefusalSearchTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "1", "", "The value '1' is 'integer', and 'string' is wanted. Correct the value, or change 'type' at '#'.")]
    [InlineData("""{"required":["id"]}""", "{}", "/id", "The member 'id' is missing, and 'required' wants it. Send it, or make it optional.")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "/b",
        "The member 'b' is missing, and 'dependentRequired' wants it. Send it, or make it optional.")]
    [InlineData("""{"additionalProperties":false}""", """{"x~/":1}""", "/x~0~1",
        "There is '1', and nothing is accepted here. Leave it out, or allow it at '#/additionalProperties'.")]
    [InlineData("""{"enum":["a","b"]}""", "\"c\"", "", """The value '"c"' is none of '"a", "b"'. Correct the value, or change 'enum' at '#'.""")]
    [InlineData("""{"minimum":3}""", "2", "", "The number '2' is over the 'minimum' '3'. Correct the value, or change 'minimum' at '#'.")]
    [InlineData("""{"multipleOf":2}""", "3", "", "The number '3' is no multiple of '2'. Correct the value, or change 'multipleOf' at '#'.")]
    [InlineData("""{"maxLength":1}""", "\"ab\"", "",
        """The value '"ab"' has '2' characters, and 'maxLength' is '1'. Correct the value, or change 'maxLength' at '#'.""")]
    [InlineData("""{"pattern":"^a"}""", "\"b\"", "", """The pattern '^a' is not found in '"b"'. Correct the value, or change 'pattern' at '#'.""")]
    [InlineData("""{"uniqueItems":true}""", "[1,1]", "", "The array '[1,1]' has an item twice. Correct the value, or change 'uniqueItems' at '#'.")]
    [InlineData("""{"contains":{"const":1}}""", "[2]", "",
        "Of the items of '[2]', '0' are of the kind of which at least '1' are wanted. Correct the value, or change 'contains' at '#'.")]
    [InlineData("""{"not":{"type":"null"}}""", "null", "", "The value 'null' is one of those that are excluded. Correct the value, or change 'not' at '#'.")]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"string"}]}""", "1", "",
        "The value '1' fits none of the '2' alternatives. Correct the value, or change 'anyOf' at '#'.")]
    [InlineData("""{"oneOf":[{},{"type":"integer"}]}""", "1", "",
        "The value '1' fits more than one of the '2' alternatives. Correct the value, or change 'oneOf' at '#'.")]
    public void Explain_of_a_refused_value_says_what_is_there_and_what_is_wanted(string schema, string value, string path, string message) =>
        Assert.Equal((path, message), Explained(schema, value));

    [Theory]
    [InlineData("""{"properties":{"lines":{"items":{"properties":{"price":{"type":"number"}}}}}}""", """{"lines":[{"price":"1"}]}""", "/lines/0/price")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"allOf":[{"properties":{"b":{"maxLength":1}}}]}}}""", """{"b":"xx"}""", "/b")]
    [InlineData("""{"prefixItems":[{},{"type":"null"}],"items":{"type":"string"}}""", """[1,null,"",2]""", "/3")]
    [InlineData("""{"patternProperties":{"^x":{"type":"null"}}}""", """{"a":1,"x1":null,"x2":0}""", "/x2")]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"a":1,"bc":2}""", "/bc")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"a":1}""", "/b")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", "{}", "/c")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"b":{"type":"null"}}}}}""", """{"a":1,"b":1}""", "/b")]
    public void Explain_follows_the_reason_to_the_innermost_place(string schema, string value, string path) =>
        Assert.Equal(path, Explained(schema, value)?.Path);

    [Fact]
    public void Explain_of_alternatives_follows_the_one_of_the_value_s_type() =>
        Assert.Equal("/price", Explained(
            """{"anyOf":[{"type":"null"},{"type":"object","properties":{"price":{"type":"number"}}}]}""", """{"price":"1"}""")?.Path);

    [Fact]
    public void Explain_of_alternatives_follows_the_one_whose_constants_the_value_has()
    {
        const string Schema = """
            {"oneOf":[
              {"properties":{"kind":{"const":"card"},"number":{"type":"string"}},"required":["kind","number"]},
              {"properties":{"kind":{"const":"cash"},"amount":{"type":"number"}},"required":["kind","amount"]}]}
            """;

        Assert.Equal("/amount", Explained(Schema, """{"kind":"cash","amount":"1"}""")?.Path);
    }

    [Fact]
    public void Explain_of_an_accepted_value_is_null() => Assert.Null(Explained("""{"type":"integer"}""", "1.0"));

    [Fact]
    public void Explain_cuts_off_a_long_value() =>
        Assert.StartsWith($"The value '\"{new string('a', 59)}…' is 'string'", Explained("""{"type":"null"}""", $"\"{new string('a', 100)}\"")?.Message);

    private static (string Path, string Message)? Explained(string schema, string value) => JsonSchema.Parse(schema).Explain(JsonElement.Parse(value));
}
