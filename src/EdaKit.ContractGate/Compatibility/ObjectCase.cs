using System.Text.Json;
using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>Contradictions between facts about an object: a member that must be there and cannot be.</summary>
internal sealed class ObjectCase(CaseProof proof, IReadOnlyList<Fact> facts)
{
    /// <summary>So many patterns are told apart in names of which nothing else is known; of more, any such name is taken to be possible.</summary>
    private const int FewPatterns = 6;

    private static readonly SomeMember Anything = new(null, [], []);

    private readonly ObjectFacts _facts = new(facts);
    private readonly Dictionary<string, bool> _possible = new(StringComparer.Ordinal);

    public bool IsContradictory()
    {
        if (!proof.Proof.Budget.Spend(_facts.KnownNames.Count / 4))
            return false;

        var count = _facts.Count;
        count.AtLeast(_facts.Required.Count);

        return count.IsEmpty
            || _facts.Required.Overlaps(_facts.Absent)
            || (count.Most == 0 && proof.RefusesAll(["{}"]))
            || _facts.Required.Any(name => !CanHave(name))
            || _facts.Some.Exists(some => !CanHave(some))
            || (count.Least > _facts.Required.Count && !CanHaveOther(Anything) && _facts.KnownNames.Count(CanHave) < count.Least);
    }

    private bool CanHave(string name)
    {
        if (!_possible.TryGetValue(name, out var possible))
            _possible.Add(name, possible = !_facts.Absent.Contains(name) && !Refuses(_facts.Names, name) && !proof.Proof.IsEmpty(_facts.Of(name)));

        return possible;
    }

    /// <summary>Whether there can be such a member, under a name of which a fact speaks or under another one.</summary>
    private bool CanHave(SomeMember some)
    {
        // Where the members that must be there are all that there may be, it is one of them.
        var isFull = _facts.Required.Count == _facts.Count.Most;

        return (isFull ? _facts.Required : _facts.KnownNames).Any(name => some.Names?.Chooses(name) != false && CanHave(name) && !Refuses(some.Name, name)
                && !proof.Proof.IsEmpty(_facts.Of(name).Concat(some.Value)))
            || (!isFull && CanHaveOther(some));
    }

    /// <summary>Whether there can be such a member under a name of which no fact speaks.</summary>
    private bool CanHaveOther(SomeMember some)
    {
        var patterns = _facts.Patterns.DistinctBy(pattern => pattern.Text).ToList();
        if (patterns.Count > FewPatterns)
            return true;

        // Each pattern is found in the name or not: that is all that tells such names apart.
        for (var found = 0; found < 1 << patterns.Count; found++)
        {
            var world = found;
            bool? IsFound(SchemaPattern pattern) => (world >> patterns.FindIndex(known => known.Text == pattern.Text) & 1) == 1;

            if (some.Names?.Chooses(IsFound) != false && !proof.Proof.IsEmpty(_facts.Of(IsFound).Concat(some.Value)) && HasName(some, patterns, IsFound))
                return true;
        }

        return false;
    }

    private bool HasName(SomeMember some, List<SchemaPattern> patterns, Func<SchemaPattern, bool?> isFound)
    {
        if (_facts.Names.Count + some.Name.Count == 0)
            return true;

        var names = _facts.KnownNames.Order(StringComparer.Ordinal).Select(name => JsonSerializer.SerializeToElement(name));
        var known = new Schema("", new ValuesAssertion([.. names]));
        var found = patterns.Select(pattern => new Claim(new("", new PatternAssertion(pattern)), isFound(pattern) == true));

        return !proof.Proof.IsEmpty(_facts.Names.Concat(some.Name).Append(new(known, false)).Concat(found), JsonTypes.Text);
    }

    /// <summary>Whether one of the claims is sure not to hold of a name.</summary>
    private bool Refuses(IReadOnlyList<Claim> claims, string name)
    {
        if (claims.Count == 0)
            return false;

        var text = JsonSerializer.SerializeToElement(name);
        return claims.Any(claim => new Evaluation(proof.Proof.Budget).Accepts(claim.Schema, text) == !claim.Holds);
    }
}
