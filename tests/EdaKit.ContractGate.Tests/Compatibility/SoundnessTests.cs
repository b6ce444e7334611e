using System.Text.Json.Nodes;
using EdaKit.ContractGate.Tests.Compatibility.Generation;

namespace EdaKit.ContractGate.Tests.Compatibility;

/// <summary>No pair of schemas that is called compatible has a value that the writer's accepts and the reader's refuses.</summary>
public sealed class SoundnessTests(ITestOutputHelper output)
{
    private const int Pairs = 4_000;
    private const int MostPairs = 20_000;

    private static readonly string[] Keywords =
    [
        "required", "type", "enum", "const", "minimum", "exclusiveMaximum", "multipleOf", "minLength", "pattern", "format", "minItems", "items",
        "prefixItems", "contains", "maxContains", "uniqueItems", "properties", "additionalProperties", "patternProperties", "propertyNames", "minProperties",
        "maxProperties", "dependentRequired", "dependentSchemas", "dependencies", "anyOf", "oneOf", "allOf", "not", "if", "$ref",
    ];

    [Fact]
    public void Compare_of_generated_pairs_calls_none_compatible_that_has_a_counterexample()
    {
        var (compatible, telling, refuted, undecided) = (0, 0, 0, 0);

        for (var seed = 1; seed <= Pairs; seed++)
        {
            var pair = new GeneratedPair(seed);
            var isCompatible = pair.IsCompatible();
            var counterexample = pair.Counterexample();

            Assert.False(isCompatible && counterexample is not null, $"{pair}\nvalue {counterexample}");

            if (isCompatible)
                (compatible, telling) = (compatible + 1, telling + (pair.SaysMuch ? 1 : 0));
            else if (counterexample is not null)
                refuted++;
            else
                undecided++;
        }

        output.WriteLine($"{compatible} compatible (of which {telling} with different schemas and values that pass), {refuted} with a counterexample, "
            + $"{undecided} neither");

        // With few of these the test would say little.
        Assert.InRange(telling, Pairs / 5, Pairs);
        Assert.InRange(refuted, Pairs / 10, Pairs);
    }

    /// <summary>Takes a keyword out of the reader's schema before the comparison, but not before the values are held against it.</summary>
    [Fact]
    public void A_comparison_that_overlooks_a_keyword_of_readers_is_found_out()
    {
        var left = Keywords.ToHashSet();
        var seeds = new List<(string Keyword, int Seed)>();

        for (var seed = 1; seed <= MostPairs && left.Count > 0; seed++)
        {
            var pair = new GeneratedPair(seed);
            var written = pair.Reader.ToJsonString();
            var overlooked = left.Where(keyword => written.Contains($"\"{keyword}\"", StringComparison.Ordinal)).ToList();

            if (overlooked.Count > 0 && pair.Counterexample() is not null)
                seeds.AddRange(overlooked.Where(keyword => pair.IsCompatible(Without(keyword, pair.Reader))).Select(keyword => (keyword, seed)));

            left.ExceptWith(seeds.Select(one => one.Keyword));
        }

        output.WriteLine(string.Join(' ', seeds.Select(one => $"{one.Keyword}:{one.Seed}")));
        Assert.Empty(left);
    }

    private static JsonObject Without(string keyword, JsonObject document)
    {
        var without = (JsonObject)document.DeepClone();
        foreach (var schema in SchemaMutation.SchemasIn(without).ToList())
            schema.Remove(keyword);

        return without;
    }
}
