using System.Text.Json;
using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>Proves that no value of one kind satisfies a set of claims.</summary>
internal sealed class CaseProof(EmptinessProof proof, Claims claims, JsonTypes type)
{
    /// <summary>So many facts are taken apart, or looked up, in the time of a step.</summary>
    private const int FactsAStep = 8;

    private readonly Evaluation _evaluation = new(proof.Budget);
    private readonly Dictionary<Assertion, bool> _refusedValues = [];
    private bool _hasValue;

    public EmptinessProof Proof => proof;

    /// <summary>Whether it is proven.</summary>
    public bool IsEmpty() => type switch
    {
        JsonTypes.Null => RefusesAll(["null"]),
        JsonTypes.Boolean => RefusesAll(["true", "false"]),
        _ => new Case(proof.Ids, type, claims.Items) is var known && proof.Budget.Spend(known.Work / FactsAStep) && Refutes(known),
    };

    /// <summary>Whether the claims refuse each of these values, given as JSON.</summary>
    public bool RefusesAll(IEnumerable<string> values) => RefusesAll(values.Select(json => JsonElement.Parse(json)));

    /// <summary>
    /// Whether the case has no values. Steps: 1. look for a contradiction between its facts; 2. of each clause, keep the alternatives that contradict nothing:
    /// with none the case has no values, and a single one holds; 3. otherwise go into each alternative of the clause that has fewest.
    /// </summary>
    private bool Refutes(Case known)
    {
        // 1.
        if (known.IsContradictory || Contradicts(known))
            return true;

        if (_hasValue || !proof.Budget.Spend(1 + (known.Clauses.Sum(clause => clause.Alternatives.Count) / FactsAStep)))
            return false;

        // 2.
        List<Case>? fewest = null;
        foreach (var clause in known.Clauses.Where(clause => !clause.Alternatives.Any(known.Has)))
        {
            var left = new List<Case>();
            foreach (var alternative in clause.Alternatives)
            {
                if (!proof.Budget.Spend(1 + (known.Size / FactsAStep)))
                    return false;

                var chosen = known.With(clause, alternative);
                if (!proof.Budget.Spend(chosen.Work / FactsAStep))
                    return false;

                if (!chosen.IsContradictory && !Contradicts(chosen))
                    left.Add(chosen);

                if (_hasValue)
                    return false;
            }

            if (left.Count <= 1)
                return left.Count == 0 || Refutes(left[0]);

            if (fewest is null || left.Count < fewest.Count)
                fewest = left;
        }

        // 3.
        return fewest is not null && fewest.TrueForAll(Refutes);
    }

    private bool Contradicts(Case known)
    {
        if (!proof.Budget.Spend(1 + (known.Facts.Count / 4)))
            return false;

        foreach (var fact in known.Facts)
        {
            if (fact is { Holds: true, Assertion: ValuesAssertion values })
                return Refuses(values);
        }

        return type switch
        {
            JsonTypes.Text => new TextCase(this, known.Facts).IsContradictory(),
            JsonTypes.Array => new ArrayCase(this, known.Facts).IsContradictory(),
            JsonTypes.Object => new ObjectCase(this, known.Facts).IsContradictory(),
            _ => new NumberCase(this, known.Facts, type).IsContradictory(),
        };
    }

    private bool Refuses(ValuesAssertion values)
    {
        if (!_refusedValues.TryGetValue(values, out var refused))
            _refusedValues.Add(values, refused = RefusesAll(values.Values.Where(value => (Evaluation.TypeOf(value) & type) != 0)));

        return refused;
    }

    /// <summary>Holds each value against the claims, not only against the case: one that passes shows that nothing can be proven here at all.</summary>
    private bool RefusesAll(IEnumerable<JsonElement> values)
    {
        foreach (var value in values)
        {
            bool? passes = true;
            foreach (var claim in claims.Items)
            {
                var accepted = _evaluation.Accepts(claim.Schema, value);
                if (accepted is null)
                    passes = null;

                if (accepted == !claim.Holds)
                {
                    passes = false;
                    break;
                }
            }

            if (passes == false)
                continue;

            _hasValue |= passes == true;
            return false;
        }

        return true;
    }
}
