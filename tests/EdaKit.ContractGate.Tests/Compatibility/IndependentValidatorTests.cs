using System.Globalization;
using EdaKit.ContractGate.Tests.Compatibility.Generation;

namespace EdaKit.ContractGate.Tests.Compatibility;

/// <summary>
/// The proof by generation once more, with verdicts of ajv, so that an error of our validator cannot hide one of the comparison. The verdicts on 300 pairs are
/// recorded in <c>ajv/verdicts.txt</c>. With a number in <c>EDAKIT_AJV_PAIRS</c> ajv itself is asked about so many, which needs Node 20 and takes a minute or
/// two:
/// <code>
/// tests/EdaKit.ContractGate.Tests/Compatibility/ajv/run.sh 10000
/// </code>
/// </summary>
public sealed class IndependentValidatorTests(ITestOutputHelper output)
{
    private const string Pairs = "EDAKIT_AJV_PAIRS";
    private const string Record = "EDAKIT_AJV_RECORD";

    // Other pairs than those of the ordinary run.
    private const int FirstSeed = 1_000_000;

    private const int RecordedPairs = 300;

    [Fact]
    public async Task Ajv_agrees_with_our_validator_and_finds_no_counterexample()
    {
        var verdicts = int.TryParse(Environment.GetEnvironmentVariable(Pairs), CultureInfo.InvariantCulture, out var pairs)
            ? await AjvVerdicts.AskAsync(Enumerable.Range(FirstSeed, pairs).Select(seed => new GeneratedPair(seed)), TestContext.Current.CancellationToken)
            : AjvVerdicts.Recorded();

        if (Environment.GetEnvironmentVariable(Record) is { Length: > 0 } file)
            await File.WriteAllLinesAsync(file, verdicts.Select(verdict => verdict.ToString()), TestContext.Current.CancellationToken);

        Judge(verdicts, pairs > 0 ? pairs : RecordedPairs);
    }

    private void Judge(IReadOnlyList<AjvVerdicts> verdicts, int pairs)
    {
        Assert.Equal(Enumerable.Range(FirstSeed, pairs), verdicts.Select(verdict => verdict.Seed));
        var (compatible, refuted, values, withFormats) = (0, 0, 0, 0);
        var (disagreements, counterexamples) = (new List<string>(), new List<string>());

        foreach (var verdict in verdicts)
        {
            var pair = new GeneratedPair(verdict.Seed);
            Assert.True(verdict.IsOf(pair), $"The verdicts of seed '{verdict.Seed}' are of another pair. Record them again: ajv/run.sh --record.");

            var (writer, reader) = (pair.Read(pair.Writer), pair.Read(pair.Reader));
            for (var i = 0; i < pair.Values.Count; i++)
            {
                if (verdict.OfWriter[i] != writer.Accepts(pair.Values[i]) || verdict.OfReader[i] != reader.Accepts(pair.Values[i]))
                    disagreements.Add($"{pair}\nvalue {pair.Values[i]} ajv {verdict.OfWriter[i]} {verdict.OfReader[i]}");
            }

            var isCompatible = pair.IsCompatible();
            if (isCompatible && verdict.HasCounterexample)
                counterexamples.Add(pair.ToString());

            (compatible, refuted) = (compatible + (isCompatible ? 1 : 0), refuted + (verdict.HasCounterexample ? 1 : 0));
            (values, withFormats) = (values + pair.Values.Count, withFormats + (pair.FormatsAreChecked ? 1 : 0));
        }

        output.WriteLine($"{pairs} pairs ({withFormats} with formats checked), {values} values: {compatible} compatible, {refuted} with a counterexample, "
            + $"{pairs - compatible - refuted} neither; {disagreements.Count} verdicts differ, {counterexamples.Count} compatible pairs have a counterexample");

        Assert.True(disagreements.Count == 0, string.Join("\n\n", disagreements.DistinctBy(text => text.Split('\n')[0])));
        Assert.True(counterexamples.Count == 0, string.Join("\n\n", counterexamples));

        // With few of these the test would say little.
        Assert.InRange(compatible, pairs / 4, pairs);
        Assert.InRange(refuted, pairs / 10, pairs);
    }
}
