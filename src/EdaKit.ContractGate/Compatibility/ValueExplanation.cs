using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>Names differences in types, listed values, ranges, patterns and formats.</summary>
internal sealed class ValueExplanation(Explanation explanation, Sent sent, string path)
{
    private const int MostValues = 5;

    public void Explain(Assertion wanted)
    {
        switch (wanted)
        {
            case TypeAssertion type:
                Explain(type);
                break;
            case ValuesAssertion values:
                Explain(values);
                break;
            case BoundAssertion bound:
                explanation.Add(FindingKind.RangeNarrowed, path, $"Readers want '{bound.Keyword}' '{bound.Bound}', and writers have "
                    + $"{Own(sent.Of<BoundAssertion>().Where(own => own.IsUpper == bound.IsUpper).Select(own => $"'{own.Keyword}' '{own.Bound}'"))}. Widen "
                    + "the readers' range.");
                break;
            case MultipleOfAssertion multiple:
                explanation.Add(FindingKind.MultipleNarrowed, path, $"Readers want a 'multipleOf' '{multiple.Step}', and writers have "
                    + $"{Own(sent.Of<MultipleOfAssertion>().Select(own => $"'{own.Step}'"))}. Let readers take a number of which it is a multiple.");
                break;
            case CountAssertion count:
                var kind = count.Counted switch
                {
                    JsonTypes.Text => FindingKind.LengthNarrowed,
                    JsonTypes.Array => FindingKind.ItemCountNarrowed,
                    _ => FindingKind.MemberCountNarrowed,
                };
                explanation.Add(kind, path, $"Readers want '{count.Keyword}' '{count.Count}', and writers have "
                    + $"{Own(sent.Of<CountAssertion>().Where(own => own.Keyword == count.Keyword).Select(own => $"'{own.Count}'"))}. Widen the readers' "
                    + "bound.");
                break;
            case PatternAssertion pattern:
                explanation.Add(FindingKind.PatternChanged, path, $"Readers want the pattern '{pattern.Pattern.Text}', and writers have "
                    + $"{Own(sent.Of<PatternAssertion>().Select(own => $"'{own.Pattern.Text}'"))}. Patterns are only compared by their text: keep it, or drop "
                    + "the readers' pattern.");
                break;
            case FormatAssertion format:
                explanation.Add(FindingKind.FormatChanged, path, $"Readers want the format '{format.Format}', and writers have "
                    + $"{Own(sent.Of<FormatAssertion>().Select(own => $"'{own.Format}'"))}. Give writers the format first, or let readers take any string.");
                break;
        }
    }

    private void Explain(TypeAssertion type)
    {
        var refused = JsonTypeNames.Single.Where(single => (single & type.Types) == 0 && !explanation.Proof.IsEmpty(sent.Claims, single))
            .Aggregate(JsonTypes.None, (all, one) => all | one);

        explanation.Add(FindingKind.TypeNarrowed, path, type.Types == JsonTypes.None
            ? $"Writers may send '{refused.InWords()}', and readers accept nothing here. Let readers accept it."
            : $"Writers may send '{refused.InWords()}', and readers accept '{type.Types.InWords()}'. Let readers accept the writers' type too.");
    }

    private void Explain(ValuesAssertion values)
    {
        var evaluation = new Evaluation(explanation.Proof.Budget);
        var listed = sent.Of<ValuesAssertion>().SelectMany(own => own.Values).Where(value => values.Holds(value, evaluation) == false
            && sent.Claims.Items.All(claim => evaluation.Accepts(claim.Schema, value) == claim.Holds)).Select(value => value.GetRawText()).Distinct().ToList();

        if (listed.Count > 0)
            explanation.Add(FindingKind.ValueRemoved, path, $"Writers may send '{Few(listed)}', and readers accept "
                + $"'{Few(values.Values.Select(value => value.GetRawText()).ToList())}'. Keep what writers send in the readers' list.");
        else
            explanation.Add(FindingKind.ValuesRestricted, path, $"Readers accept only '{Few(values.Values.Select(value => value.GetRawText()).ToList())}', "
                + "and writers are not held to a list. Give writers the list first, or readers none.");
    }

    private static string Own(IEnumerable<string> own) => own.Distinct().DefaultIfEmpty("none").Aggregate((all, one) => $"{all} and {one}");

    private static string Few(List<string> values) => string.Join(", ", values.Take(MostValues)) + (values.Count > MostValues ? ", …" : "");
}
