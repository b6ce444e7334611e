using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>Contradictions between facts about an array: an item that must be there and cannot be.</summary>
internal sealed class ArrayCase(CaseProof proof, IReadOnlyList<Fact> facts)
{
    private readonly CountRange _length = new(facts);
    private readonly Dictionary<int, List<Claim>> _places = [];
    private readonly List<(int From, Claim Claim)> _all = [];
    private readonly List<(int From, Claim Claim)> _some = [];
    private readonly List<(long Most, Schema Schema)> _few = [];

    /// <summary>From here on all places are alike.</summary>
    private int _alikeFrom;

    public bool IsContradictory()
    {
        foreach (var fact in facts)
            Read(fact);

        if (!proof.Proof.Budget.Spend(_alikeFrom))
            return false;

        // An array ends before the first place where nothing can stand.
        for (var i = 0; i <= _alikeFrom && i < _length.Most; i++)
        {
            if (proof.Proof.IsEmpty(At(i)))
                _length.AtMost(i);
        }

        return _length.IsEmpty
            || (_length.Most == 0 && proof.RefusesAll(["[]"]))
            || _some.Exists(some => !HasPlaceFor(some.From, some.Claim))
            || _few.Exists(few => MustHave(few.Schema) > few.Most);
    }

    private void Read(Fact fact)
    {
        switch (fact.Assertion)
        {
            case ItemAssertion item:
                if (!_places.TryGetValue(item.Index, out var claims))
                    _places.Add(item.Index, claims = []);

                claims.Add(new(item.Schema, fact.Holds));
                Differs(item.Index + 1);

                // That the item at a place does not pass says that there is one.
                if (!fact.Holds)
                    _length.AtLeast(item.Index + 1L);
                break;
            case ItemsAssertion items:
                (fact.Holds ? _all : _some).Add((items.From, new(items.Schema, fact.Holds)));
                Differs(items.From);
                if (!fact.Holds)
                    _length.AtLeast(items.From + 1L);
                break;
            case ContainsAssertion contains when contains.IsUpper == fact.Holds:
                // What contains not so many contains at most one less.
                var most = contains.Count - (fact.Holds ? 0 : 1);
                if (most == 0)
                    _all.Add((0, new(contains.Schema, false)));
                else
                    _few.Add((most, contains.Schema));
                break;
            case ContainsAssertion contains:
                _some.Add((0, new(contains.Schema, true)));
                _length.AtLeast(fact.Holds || contains.Count == long.MaxValue ? contains.Count : contains.Count + 1);
                break;
            case UniqueAssertion when !fact.Holds:
                _length.AtLeast(2);
                break;
        }
    }

    private void Differs(int until) => _alikeFrom = Math.Max(_alikeFrom, until);

    private IEnumerable<Claim> At(int index) =>
        _places.GetValueOrDefault(index, []).Concat(_all.Where(all => all.From <= index).Select(all => all.Claim));

    private bool HasPlaceFor(int from, Claim claim)
    {
        for (var i = from; i <= Math.Max(from, _alikeFrom) && i < _length.Most; i++)
        {
            if (!proof.Proof.IsEmpty(At(i).Append(claim)))
                return true;
        }

        return false;
    }

    /// <summary>How many of the items that must be there are sure to pass.</summary>
    private long MustHave(Schema schema)
    {
        var sure = 0L;
        for (var i = 0; i <= _alikeFrom && i < _length.Least; i++)
        {
            if (proof.Proof.IsEmpty(At(i).Append(new(schema, false))))
                sure += i == _alikeFrom ? _length.Least - i : 1;
        }

        return sure;
    }
}
