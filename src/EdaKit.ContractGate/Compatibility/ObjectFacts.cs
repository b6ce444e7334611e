using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>The facts about an object, in order.</summary>
internal sealed class ObjectFacts
{
    private readonly Dictionary<string, List<Claim>> _members = new(StringComparer.Ordinal);
    private readonly List<(NameFilter Names, Claim Claim)> _many = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public ObjectFacts(IReadOnlyList<Fact> facts)
    {
        Count = new(facts);
        foreach (var fact in facts)
            Read(fact);

        _known.UnionWith(Required);
        _known.UnionWith(Absent);
        _known.UnionWith(_members.Keys);
        _known.UnionWith(_many.SelectMany(many => many.Names.ExceptNames));
        _known.UnionWith(Some.SelectMany(some => some.Names?.ExceptNames ?? Enumerable.Empty<string>()));
    }

    public CountRange Count { get; }

    /// <summary>Names of members that the object has.</summary>
    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of members that it does not have.</summary>
    public HashSet<string> Absent { get; } = new(StringComparer.Ordinal);

    /// <summary>What holds of every name.</summary>
    public List<Claim> Names { get; } = [];

    /// <summary>Members of which it has at least one each.</summary>
    public List<SomeMember> Some { get; } = [];

    /// <summary>Every name that a fact speaks of.</summary>
    public IReadOnlySet<string> KnownNames => _known;

    /// <summary>Every pattern that a fact looks for in names.</summary>
    public IEnumerable<SchemaPattern> Patterns =>
        _many.Select(many => many.Names).Concat(Some.Select(some => some.Names).OfType<NameFilter>()).SelectMany(names => names.Patterns);

    /// <summary>What is sure to hold of the member of this name.</summary>
    public IEnumerable<Claim> Of(string name) =>
        _members.GetValueOrDefault(name, []).Concat(_many.Where(many => many.Names.Chooses(name) == true).Select(many => many.Claim));

    /// <summary>What is sure to hold of a member whose name no fact speaks of and of which is known which patterns are found in it.</summary>
    public IEnumerable<Claim> Of(Func<SchemaPattern, bool?> isFound) =>
        _many.Where(many => many.Names.Chooses(isFound) == true).Select(many => many.Claim);

    private void Read(Fact fact)
    {
        switch (fact.Assertion)
        {
            case RequiredAssertion required:
                (fact.Holds ? Required : Absent).Add(required.Name);
                break;
            case MemberAssertion member:
                // That the member of a name does not pass says that there is one.
                if (!fact.Holds)
                    Required.Add(member.Name);

                if (!_members.TryGetValue(member.Name, out var claims))
                    _members.Add(member.Name, claims = []);

                claims.Add(new(member.Schema, fact.Holds));
                break;
            case MembersAssertion members when fact.Holds:
                _many.Add((members.Names, new(members.Schema, true)));
                break;
            case MembersAssertion members:
                Some.Add(new(members.Names, [new(members.Schema, false)], []));
                break;
            case NamesAssertion names when fact.Holds:
                Names.Add(new(names.Schema, true));
                break;
            case NamesAssertion names:
                Some.Add(new(null, [], [new(names.Schema, false)]));
                break;
        }
    }
}
