using System.Text.Json;
using System.Text.Json.Nodes;
using EdaKit.ContractGate.Compatibility;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Tests.Compatibility.Generation;

/// <summary>A writer's schema, a reader's, and values. The same for the same seed. In every fourth pair formats are checked.</summary>
internal sealed class GeneratedPair
{
    public const int Instances = 16;

    private readonly Lazy<IReadOnlyList<JsonElement>> _values;

    public GeneratedPair(int seed)
    {
        var random = new Random(seed);

        (Seed, FormatsAreChecked) = (seed, seed % 4 == 0);
        var maker = new SchemaMaker(random, isOldDraft: seed % 3 == 0, FormatsAreChecked);

        Writer = Written(maker.Document());
        Reader = Written(new SchemaMutation(random, maker).Next(Writer));

        // Many pairs are only looked at to see whether they are of interest.
        _values = new(() =>
        {
            var (ofWriter, ofReader) = (new InstanceMaker(random, maker, Writer), new InstanceMaker(random, maker, Reader));
            return [.. Enumerable.Range(0, Instances).Select(i => JsonSerializer.SerializeToElement(i % 4 == 0 ? ofReader.Make() : ofWriter.Make()))];
        });
    }

    public int Seed { get; }

    public bool FormatsAreChecked { get; }

    public JsonObject Writer { get; }

    public JsonObject Reader { get; }

    public IReadOnlyList<JsonElement> Values => _values.Value;

    /// <summary>Whether the schemas differ, and several of the values pass the writer's.</summary>
    public bool SaysMuch => !JsonNode.DeepEquals(Writer, Reader) && Values.Count(Read(Writer).Accepts) >= Instances / 4;

    /// <summary>A schema as it is validated with in this pair.</summary>
    public JsonSchema Read(JsonObject schema) => FormatsAreChecked ? JsonSchema.Parse(schema).WithFormatsChecked() : JsonSchema.Parse(schema);

    /// <summary>Whether it is proven that the reader accepts what the writer sends.</summary>
    public bool IsCompatible() => IsCompatible(Reader);

    /// <summary>Whether it is proven that another reader accepts what the writer sends.</summary>
    public bool IsCompatible(JsonObject reader)
    {
        var options = new ComparisonOptions { FormatsAreChecked = FormatsAreChecked };
        return SchemaComparison.Compare(JsonSchema.Parse(Writer), JsonSchema.Parse(reader), options).Count == 0;
    }

    /// <summary>A value that the writer's schema accepts and the reader's does not.</summary>
    public JsonElement? Counterexample()
    {
        var (writer, reader) = (Read(Writer), Read(Reader));
        return Values.Where(value => writer.Accepts(value) && !reader.Accepts(value)).Select(value => (JsonElement?)value).FirstOrDefault();
    }

    private static JsonObject Written(JsonObject document)
    {
        SchemaMutation.DropLoops(document["definitions"]!["node"]);

        // A node that was built knows its numbers only as the type that they were built from.
        return (JsonObject)JsonNode.Parse(document.ToJsonString())!;
    }

    public override string ToString() => $"seed {Seed}\nwriter {Writer.ToJsonString()}\nreader {Reader.ToJsonString()}";
}
