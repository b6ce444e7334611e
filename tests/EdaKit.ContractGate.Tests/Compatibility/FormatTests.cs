using EdaKit.ContractGate.Compatibility;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Tests.Compatibility;

public sealed class FormatTests
{
    private static readonly ComparisonOptions Checked = new() { FormatsAreChecked = true };

    [Theory]
    [InlineData("""{"type":"string"}""", """{"type":"string","format":"uuid"}""")]
    [InlineData("""{"type":"string","format":"uri"}""", """{"type":"string","format":"uuid"}""")]
    [InlineData("""{"enum":["0f8fad5b-d9cb-469f-a165-70867728950e","b"]}""", """{"type":"string","format":"uuid"}""")]
    [InlineData("""{"const":"2023-02-29"}""", """{"format":"date"}""")]
    [InlineData("""{"type":["string","null"],"format":"date"}""", """{"type":["string","null"],"format":"date-time"}""")]
    [InlineData("""{"const":"P1D"}""", """{"format":"duration"}""")]
    public void Compare_with_formats_checked_finds_a_format_that_writers_do_not_hold_to(string writer, string reader) =>
        Assert.Equal([FindingKind.FormatChanged], Compare(writer, reader, Checked).Select(finding => finding.Kind));

    [Theory]
    [InlineData("""{"type":"string","format":"uuid"}""", """{"type":"string"}""")]
    [InlineData("""{"type":"string","format":"uuid"}""", """{"type":["string","null"],"format":"uuid"}""")]
    [InlineData("""{"type":"integer"}""", """{"format":"uuid"}""")]
    [InlineData("""{"type":"string","format":"byte"}""", """{"type":"string","format":"base64"}""")]
    [InlineData("""{"enum":["2024-02-29","2024-03-01"]}""", """{"type":"string","format":"date"}""")]
    [InlineData("""{"const":"12:30:00"}""", """{"format":"time"}""")]
    [InlineData("""{"type":"string"}""", """{"type":"string","format":"email"}""")]
    [InlineData("""{"anyOf":[{"type":"string","format":"date"},{"type":"null"}]}""", """{"anyOf":[{"type":"null"},{"type":"string","format":"date"}]}""")]
    public void Compare_with_formats_checked_accepts_a_format_that_writers_hold_to(string writer, string reader) =>
        Assert.Empty(Compare(writer, reader, Checked));

    [Fact]
    public void Compare_by_default_takes_a_format_for_an_annotation() =>
        Assert.Empty(Compare("""{"type":"string"}""", """{"type":"string","format":"uuid"}""", options: null));

    [Fact]
    public void Compare_with_formats_checked_says_where_and_what_to_do()
    {
        var finding = Assert.Single(Compare(
            """{"properties":{"id":{"type":"string"}}}""", """{"properties":{"id":{"type":"string","format":"uuid"}}}""", Checked));

        Assert.Equal("/id", finding.Path);
        Assert.Equal("Readers want the format 'uuid', and writers have none. Give writers the format first, or let readers take any string.", finding.Message);
    }

    [Fact]
    public void Compare_with_formats_checked_and_defaults_filled_in_keeps_both()
    {
        var reader = JsonSchema.Parse("""{"properties":{"a":{"default":""},"b":{"format":"date"}},"required":["a"]}""").WithDefaultsFilledIn();

        Assert.Equal([FindingKind.FormatChanged], SchemaComparison.Compare(
            JsonSchema.Parse("""{"properties":{"b":{"type":"string"}}}"""), reader, Checked).Select(finding => finding.Kind));
    }

    private static IReadOnlyList<SchemaFinding> Compare(string writer, string reader, ComparisonOptions? options) =>
        SchemaComparison.Compare(JsonSchema.Parse(writer), JsonSchema.Parse(reader), options);
}
