using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>Values of one kind of which some facts are known. Facts that consist of others are taken apart as they are added.</summary>
internal sealed class Case
{
    /// <summary>The most branches of a <c>oneOf</c> of which each is held against each. Beyond, less is known of the case, so that less is proven.</summary>
    private const int MostExclusiveBranches = 100;

    private readonly SchemaIds _ids;
    private readonly Dictionary<int, bool> _known;
    private readonly List<Fact> _facts;
    private readonly List<Clause> _clauses;
    private readonly Stack<Fact> _waiting = [];

    public Case(SchemaIds ids, JsonTypes type, IEnumerable<Claim> claims)
    {
        (_ids, Type) = (ids, type);
        (_known, _facts, _clauses) = ([], [], []);
        Add(claims.Select(Fact.Of));
    }

    private Case(Case other, Clause chosen)
    {
        (_ids, Type) = (other._ids, other.Type);
        (_known, _facts, _clauses) = (new(other._known), [.. other._facts], [.. other._clauses.Where(clause => clause != chosen)]);
    }

    public JsonTypes Type { get; }

    /// <summary>Whether two of the facts contradict each other by what they say alone.</summary>
    public bool IsContradictory { get; private set; }

    /// <summary>The facts that consist of no others.</summary>
    public IReadOnlyList<Fact> Facts => _facts;

    /// <summary>The alternatives that are still open.</summary>
    public IReadOnlyList<Clause> Clauses => _clauses;

    public int Size => _known.Count + _clauses.Count;

    /// <summary>How many facts and alternatives were taken apart to come to this case from the one before.</summary>
    public int Work { get; private set; }

    /// <summary>The case in which one alternative of a clause is chosen.</summary>
    public Case With(Clause clause, IReadOnlyList<Fact> alternative)
    {
        var chosen = new Case(this, clause);
        chosen.Add(alternative);
        return chosen;
    }

    /// <summary>Whether all of these facts are known to hold.</summary>
    public bool Has(IReadOnlyList<Fact> facts) => facts.All(fact => _known.TryGetValue(IdOf(fact.Assertion), out var holds) && holds == fact.Holds);

    private int IdOf(Assertion assertion) => assertion is AllAssertion all ? _ids.Of(all.Schema) : _ids.Of(assertion);

    private void Add(IEnumerable<Fact> facts)
    {
        foreach (var fact in facts)
            _waiting.Push(fact);

        while (!IsContradictory && _waiting.TryPop(out var next))
        {
            var fact = next.WithoutDetour();
            if (_known.TryGetValue(IdOf(fact.Assertion), out var holds))
            {
                IsContradictory = holds != fact.Holds;
                continue;
            }

            _known.Add(IdOf(fact.Assertion), fact.Holds);
            Work++;

            // Of a value of another kind an assertion always holds.
            if ((fact.Assertion.Concerns & Type) == 0)
                IsContradictory = !fact.Holds;
            else
                TakeApart(fact);
        }
    }

    private void TakeApart(Fact fact)
    {
        switch (fact.Assertion)
        {
            case TypeAssertion type:
                IsContradictory = (type.Types & Type) != 0 != fact.Holds;
                break;
            case AllAssertion { Schema.Assertions: var assertions } when fact.Holds:
                Wait(assertions.Select(assertion => new Fact(assertion, true)));
                break;
            case AllAssertion { Schema.Assertions: var assertions }:
                Either([.. assertions.Where(assertion => (assertion.Concerns & Type) != 0).Select(assertion => (Fact[])[new(assertion, false)])]);
                break;
            case NotAssertion not:
                Wait([Fact.Of(not.Schema, !fact.Holds)]);
                break;
            case AnyAssertion any when fact.Holds:
                Either([.. any.Branches.Select(branch => (Fact[])[Fact.Of(branch, true)])]);
                break;
            case AnyAssertion any:
                Wait(any.Branches.Select(branch => Fact.Of(branch, false)));
                break;
            case OneAssertion one:
                TakeApart(one.Branches, fact.Holds);
                break;
            case ConditionAssertion condition:
                Either([
                    [Fact.Of(condition.Condition, true), Fact.Of(condition.Then, fact.Holds)],
                    [Fact.Of(condition.Condition, false), Fact.Of(condition.Otherwise, fact.Holds)]]);
                break;
            case DependentAssertion dependent when fact.Holds:
                Either([[new(new RequiredAssertion(dependent.Name), false)], [Fact.Of(dependent.Schema, true)]]);
                break;
            case DependentAssertion dependent:
                Wait([new(new RequiredAssertion(dependent.Name), true), Fact.Of(dependent.Schema, false)]);
                break;
            default:
                _facts.Add(fact);
                break;
        }
    }

    /// <summary>Exactly one branch holds, or it does not: then none does, or two do.</summary>
    private void TakeApart(IReadOnlyList<Schema> branches, bool exactlyOne)
    {
        if (branches.Count > MostExclusiveBranches)
        {
            if (exactlyOne)
                Either([.. branches.Select(branch => (Fact[])[Fact.Of(branch, true)])]);

            return;
        }

        var alternatives = new List<IReadOnlyList<Fact>>();
        for (var i = 0; i < branches.Count; i++)
        {
            if (exactlyOne)
                alternatives.Add([.. branches.Select((branch, other) => Fact.Of(branch, other == i))]);
            else
                alternatives.AddRange(branches.Skip(i + 1).Select(other => (Fact[])[Fact.Of(branches[i], true), Fact.Of(other, true)]));
        }

        if (!exactlyOne)
            alternatives.Add([.. branches.Select(branch => Fact.Of(branch, false))]);

        Either(alternatives);
    }

    private void Wait(IEnumerable<Fact> facts)
    {
        foreach (var fact in facts)
            _waiting.Push(fact);
    }

    private void Either(List<IReadOnlyList<Fact>> alternatives)
    {
        Work += alternatives.Sum(alternative => alternative.Count);

        if (alternatives.Count == 1)
            Wait(alternatives[0]);
        else
            _clauses.Add(new(alternatives));
    }
}
