using System.Text.Json.Nodes;
using EdaKit.ContractGate.Tests.Compatibility.Generation;

namespace EdaKit.ContractGate.Tests.Compatibility;

/// <summary>No pair of schemas that is called compatible has a value that the writer's accepts and the reader's refuses.</summary>
public sealed class SoundnessTests(ITestOutputHelper output)
{
    private const int Pairs = 4_000;

    /// <summary>Keywords, and the first pair of which it shows that a comparison overlooks them. Where the pairs are made otherwise, they are others.</summary>
    private static readonly (string Keyword, int Seed)[] Telling =
    [
        ("multipleOf", 3), ("type", 8), ("properties", 21), ("anyOf", 21), ("required", 25), ("allOf", 48), ("items", 58), ("$ref", 58),
        ("enum", 68), ("contains", 82), ("not", 90), ("pattern", 115), ("if", 165), ("minimum", 196), ("oneOf", 331), ("dependentRequired", 334),
        ("dependencies", 399), ("const", 462), ("minLength", 486), ("prefixItems", 613), ("additionalProperties", 651), ("minProperties", 689),
        ("format", 824), ("dependentSchemas", 838), ("exclusiveMaximum", 1364), ("minItems", 3131), ("maxContains", 3773), ("maxProperties", 3817),
        ("patternProperties", 3967), ("propertyNames", 4056), ("uniqueItems", 8035),
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
    public void A_comparison_that_overlooks_a_keyword_of_readers_is_found_out() => Assert.DoesNotContain(Telling, one =>
    {
        var pair = new GeneratedPair(one.Seed);
        return pair.Counterexample() is null || !pair.IsCompatible(Without(one.Keyword, pair.Reader));
    });

    private static JsonObject Without(string keyword, JsonObject document)
    {
        var without = (JsonObject)document.DeepClone();
        foreach (var schema in SchemaMutation.SchemasIn(without).ToList())
            schema.Remove(keyword);

        return without;
    }
}
