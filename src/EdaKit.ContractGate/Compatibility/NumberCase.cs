using System.Numerics;
using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>Contradictions between facts about a number: an empty range, or steps that leave nothing in it.</summary>
internal sealed class NumberCase(CaseProof proof, IReadOnlyList<Fact> facts, JsonTypes type)
{
    /// <summary>A range with so many values or fewer is gone through, value by value.</summary>
    private const int FewValues = 256;

    /// <summary>So many steps are brought together; more of them would make ever longer numbers.</summary>
    private const int FewSteps = 20;

    public bool IsContradictory()
    {
        var (lower, upper) = (Tightest(isUpper: false), Tightest(isUpper: true));

        if (lower is { } from && upper is { } to)
        {
            var width = to.Number.CompareTo(from.Number);
            if (width < 0 || (width == 0 && (from.IsExclusive || to.IsExclusive)))
                return true;

            if (width == 0)
                return proof.RefusesAll([from.Number.ToString()]);
        }

        if (Step() is not { } step)
            return false;

        return (type == JsonTypes.Fraction && step.IsWhole)
            || facts.Any(fact => fact is { Holds: false, Assertion: MultipleOfAssertion other } && step.IsMultipleOf(other.Step))
            || (lower is { } start && upper is { } end && HasNone(step, start, end));
    }

    private (SchemaNumber Number, bool IsExclusive)? Tightest(bool isUpper)
    {
        (SchemaNumber Number, bool IsExclusive)? tightest = null;
        foreach (var fact in facts)
        {
            // What is not at most a bound is above it.
            if (fact.Assertion is not BoundAssertion bound || bound.IsUpper == fact.Holds != isUpper)
                continue;

            var isExclusive = bound.IsExclusive == fact.Holds;
            var distance = tightest is { } known ? bound.Bound.CompareTo(known.Number) * (isUpper ? -1 : 1) : 1;
            if (distance > 0 || (distance == 0 && isExclusive))
                tightest = (bound.Bound, isExclusive);
        }

        return tightest;
    }

    /// <summary>The number of which the value is a multiple.</summary>
    private SchemaNumber? Step()
    {
        SchemaNumber? common = type == JsonTypes.Whole ? new SchemaNumber(BigInteger.One) : null;

        foreach (var multiple in facts.Where(fact => fact.Holds).Select(fact => fact.Assertion).OfType<MultipleOfAssertion>().Take(FewSteps))
            common = common?.CommonMultiple(multiple.Step) ?? multiple.Step;

        return common;
    }

    private bool HasNone(SchemaNumber step, (SchemaNumber Number, bool IsExclusive) lower, (SchemaNumber Number, bool IsExclusive) upper)
    {
        var first = lower.Number.TimesDown(step);
        var distance = step.Times(first).CompareTo(lower.Number);
        if (distance < 0 || (distance == 0 && lower.IsExclusive))
            first++;

        var last = upper.Number.TimesDown(step);
        if (upper.IsExclusive && step.Times(last).CompareTo(upper.Number) == 0)
            last--;

        return last < first || (last - first < FewValues
            && proof.RefusesAll(Enumerable.Range(0, (int)(last - first) + 1).Select(i => step.Times(first + i).ToString())));
    }
}
