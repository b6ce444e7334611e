using EdaKit.Analyzers;
using EdaKit.Analyzers.Recorded;
using EdaKit.ContractGate.Tests.Checks;
using EdaKit.ContractGate.Tests.Support;

namespace EdaKit.ContractGate.Tests.Analyzers;

/// <summary>Where something may change the JSON that the source of a contract does not show, or the source is not yet whole, nothing is said.</summary>
public sealed class When_the_source_does_not_tell
{
    private const string Broken = "int Quantity";

    [Theory]
    [InlineData("int Quantity", "string Quantity", 1)]
    [InlineData("int Quantity", "[property: JsonConverter(typeof(JsonConverter<string>))] string Quantity", 0)]
    [InlineData("int Quantity", "[property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] int? Quantity", 0)]
    [InlineData("int Quantity", "Missing Quantity", 0)]
    [InlineData("int Quantity", "string Quantity = ", 0)]
    [InlineData("    int Quantity,\n", "    stri", 0)]
    [InlineData("namespace Shop;", "[assembly: ContractSerialization(typeof(string))]\nnamespace Shop;\npublic sealed record Address(string Road);", 0)]
    [InlineData("string Terms = \"EXW\")", "string Terms = \"EXW\") : Missing", 0)]
    [InlineData("public bool IsGift { get; init; }", "public bool IsGift;", 0)]
    [InlineData("[EventContract(\"shop.order-placed\", version: 1)]", "[EventContract(\"shop.order-placed\", version: )]", 0)]
    [InlineData("[EventContract(\"shop.order-placed\", version: 1)]", "[EventContract(\"shop.order-placed\")]", 0)]
    [InlineData("[EventContract(\"shop.order-placed\", version: 1)]", "", 0)]
    public async Task Should_be_silent(string old, string @new, int expected)
    {
        using var project = new ContractProject();
        project.Record(ContractEdits.Published);

        Assert.Equal(expected, (await Editor.FindAsync(project, new ContractEdit("", old, @new).ApplyTo(ContractEdits.Published))).Count(found => found.Id == ContractRule.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"contract\": \"shop.order-placed\", \"version\": 1}")]
    [InlineData("{\"contract\": \"shop.order-placed\", \"version\": 1, \"writes\": 3, \"reads\": \"\"}")]
    [InlineData("{\"contract\": \"shop.order-placed\", \"version\": 1, \"writes\": {\"type\": \"object\", \"properties\": []}, \"reads\": {\"type\": [], \"required\": {\"\": 1}}}")]
    [InlineData("{\"contract\": \"shop.order-placed\", \"version\": 99999999999, \"writes\": {}, \"reads\": {}}")]
    [InlineData("{\"contract\": \"shop.order-placed\", \"version\": 1, \"writes\": {\"\\u0000 \\ud800\": {}}, \"reads\": {}}")]
    [InlineData("{\"contract\": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n")]
    public async Task Should_leave_a_file_that_is_no_record_to_the_build(string text)
    {
        using var project = new ContractProject();
        var compilation = project.Compile("Shop.Contracts", ContractEdits.Published.Replace(Broken, "string Quantity", StringComparison.Ordinal));
        var file = new RecordedText("contracts/shop.order-placed/v1.json", text);

        Assert.Null(Xunit.Record.Exception(() => RecordedVersion.Read(file.GetText())));
        Assert.Empty(await Editor.FindAsync(compilation, [file]));
    }

    [Fact]
    public async Task Should_be_silent_of_a_record_that_lies_elsewhere_or_twice()
    {
        using var project = new ContractProject();
        project.Record(ContractEdits.Published);
        var compilation = project.Compile("Shop.Contracts", ContractEdits.Published.Replace(Broken, "string Quantity", StringComparison.Ordinal));
        var text = await File.ReadAllTextAsync(Path.Combine(project.Recorded, "shop.order-placed", "v1.json"));

        Assert.Single(await Editor.FindAsync(compilation, [new RecordedText("contracts/shop.order-placed/v1.json", text)]));
        Assert.Empty(await Editor.FindAsync(compilation, [new RecordedText("contracts/shop.order-placed/v2.json", text)]));
        Assert.Empty(await Editor.FindAsync(compilation, [new RecordedText("contracts/shop.order-lost/v1.json", text)]));
        Assert.Empty(await Editor.FindAsync(compilation, [new RecordedText("a/shop.order-placed/v1.json", text), new RecordedText("b/shop.order-placed/v1.json", text)]));
    }
}
