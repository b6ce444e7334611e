using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>Names differences in alternatives, exclusions and conditions.</summary>
internal sealed class UnionExplanation(Explanation explanation, Sent sent, string path)
{
    public void Explain(Assertion wanted)
    {
        switch (wanted)
        {
            case AnyAssertion any:
                Explain(any.Branches, any.Keyword);
                break;
            case OneAssertion one:
                Explain(one.Branches, one.Keyword);
                break;
            case NotAssertion:
                explanation.Add(FindingKind.ExclusionAdded, path, "Readers refuse, by 'not', values that writers may send. Narrow what 'not' says, or exclude "
                    + "those values for writers first.");
                break;
            case ConditionAssertion:
                explanation.Add(FindingKind.ConditionAdded, path, "Readers want something, by 'if', of values that writers do not hold to. Widen it, or give "
                    + "it to writers first.");
                break;
        }
    }

    private void Explain(IReadOnlyList<Schema> branches, string keyword)
    {
        // A branch that takes everything is not what is missing: then another one takes it too.
        if (branches.Any(branch => explanation.Accepts(branch, sent.Claims.Items)))
        {
            explanation.Add(FindingKind.UnionNotExclusive, path, $"Writers may send a value that fits more than one alternative of the readers' '{keyword}'. "
                + "Make the alternatives exclude each other, or use 'anyOf'.");
            return;
        }

        var near = branches.Where(branch => !explanation.Proof.IsEmpty(sent.Claims.And(branch, true))).ToList();
        if (near.Count == 1)
        {
            explanation.Explain(sent.Claims.Items, near[0], path);
            return;
        }

        explanation.Add(FindingKind.UnionNarrowed, path, near.Count == 0
            ? $"Writers may send a value that fits none of the '{branches.Count}' alternatives of the readers' '{keyword}'. Keep the alternative that it had."
            : $"Writers may send a value that fits '{near.Count}' of the '{branches.Count}' alternatives of the readers' '{keyword}' only in part. Widen one "
                + "of them to take it.");
    }
}
