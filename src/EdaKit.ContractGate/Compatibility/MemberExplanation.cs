using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>Names differences in the members of an object.</summary>
internal sealed class MemberExplanation(Explanation explanation, Sent sent, string path)
{
    private const string AnyName = "*";

    public void Explain(Assertion wanted)
    {
        switch (wanted)
        {
            case RequiredAssertion required:
                Explain(required);
                break;
            case MemberAssertion member:
                Explain(member);
                break;
            case MembersAssertion members:
                Explain(members);
                break;
            case NamesAssertion:
                explanation.Add(FindingKind.MemberNamesNarrowed, path, "Readers want 'propertyNames' of members that writers do not hold to. Widen it, or "
                    + "give it to writers first.");
                break;
            case DependentAssertion dependent:
                Explain(dependent);
                break;
        }
    }

    private void Explain(RequiredAssertion required)
    {
        if (sent.Names(required.Name))
            explanation.Add(FindingKind.MemberOptional, PathOf(required.Name), $"Readers require the member '{required.Name}', and writers may leave it out. "
                + "Make it optional for readers.");
        else
            explanation.Add(FindingKind.MemberMissing, PathOf(required.Name), $"Readers require the member '{required.Name}', and writers do not know it. "
                + "Make it optional for readers, or keep sending it.");
    }

    private void Explain(MemberAssertion member)
    {
        if (sent.Names(member.Name))
            explanation.Explain(sent.Member(member.Name), member.Schema, PathOf(member.Name));
        else
            explanation.Add(FindingKind.MemberConstrained, PathOf(member.Name), $"Readers want something of the member '{member.Name}', which writers do not "
                + "know: since writers are open, they may have sent anything under this name. Close the writers' schema, or take another name and any "
                + "value.");
    }

    private void Explain(MembersAssertion members)
    {
        var refusesAll = explanation.Proof.IsEmpty([new(members.Schema, true)]);

        foreach (var name in sent.MemberNames.Where(name => members.Names.Chooses(name) == true && !explanation.Accepts(members.Schema, sent.Member(name))))
        {
            if (refusesAll)
                explanation.Add(FindingKind.MemberRefused, PathOf(name), $"Writers may send the member '{name}', and readers refuse it. Keep it in the "
                    + "readers' schema, or open that schema.");
            else
                explanation.Explain(sent.Member(name), members.Schema, PathOf(name));
        }

        ExplainOthers(members, members.Names.Pattern is null ? sent.OtherMembers() : sent.MembersWith(members.Names.Pattern), refusesAll);
    }

    /// <summary>The members that have no name in the writers' schema.</summary>
    private void ExplainOthers(MembersAssertion members, IEnumerable<Claim> others, bool refusesAll)
    {
        // Where there can be no member of another name, its value makes no difference.
        if (IsClosed() || explanation.Accepts(members.Schema, others))
            return;

        if (refusesAll)
            explanation.Add(FindingKind.AdditionalMembersRefused, PathOf(AnyName), "Writers may send members of other names, and readers refuse those that "
                + "they do not know. Open the readers' schema, or close the writers' first.");
        else
            explanation.Add(FindingKind.AdditionalMembersNarrowed, PathOf(AnyName), $"Readers want something, by '{members.Keyword}', of members that writers "
                + "do not hold to. Widen it, or give it to writers first.");
    }

    private bool IsClosed() =>
        sent.Of<MembersAssertion>().Any(own => own.Names is { Pattern: null, ExceptPatterns.Count: 0 } && explanation.Proof.IsEmpty([new(own.Schema, true)]));

    private void Explain(DependentAssertion dependent) => explanation.Add(FindingKind.DependencyAdded, PathOf(dependent.Name),
        $"Readers want something, by '{dependent.Keyword}', of objects that have the member '{dependent.Name}', and writers do not hold to it. Widen it, or "
            + "give it to writers first.");

    private string PathOf(string name) => name == AnyName ? $"{path}/*" : SchemaPointer.Join(path, name);
}
