using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>Names the differences between a writer and a reader of whom it was not proven that the one sends only what the other accepts.</summary>
internal sealed class Explanation(EmptinessProof proof)
{
    private const int MostFindings = 100;

    private readonly List<SchemaFinding> _findings = [];
    private readonly HashSet<(string Writer, int Reader)> _inside = [];

    public EmptinessProof Proof => proof;

    private bool IsOver => _findings.Count >= MostFindings || !proof.Budget.Spend();

    public IReadOnlyList<SchemaFinding> Of(Claims writer, Schema reader)
    {
        Explain(writer, reader, "");
        return _findings;
    }

    /// <summary>Finds why a value may pass the writer's claims and not the reader's schema.</summary>
    public void Explain(IEnumerable<Claim> writer, Schema reader, string path) => Explain(Claims.Of(proof.Ids, writer), reader, path);

    /// <summary>Whether every value that satisfies the claims is proven to pass the schema.</summary>
    public bool Accepts(Schema reader, IEnumerable<Claim> writer) => proof.IsEmpty(writer.Append(new(reader, false)));

    /// <summary>Adds a finding; only the first of a kind at a place says something new.</summary>
    public void Add(FindingKind kind, string path, string message)
    {
        // A question that the budget ended is no difference.
        if (!proof.Budget.IsEmpty && !_findings.Exists(known => known.Kind == kind && known.Path == path))
            _findings.Add(new(kind, path, message));
    }

    private void Explain(Claims writer, Schema reader, string path)
    {
        // A recursive schema comes by here again, and what is to be said is said the first time. Elsewhere, what is alike differs at a place of its own.
        var pair = (writer.Key, proof.Ids.Of(reader));
        if (IsOver || !_inside.Add(pair))
            return;

        if (!Accepts(reader, writer.Items))
            Name(writer, reader, path);

        _inside.Remove(pair);
    }

    private void Name(Claims writer, Schema reader, string path)
    {
        var sent = new Sent(writer);

        // What is known of the writer may already be one of the alternatives.
        if (sent.Assertions.Select(BranchesOf).FirstOrDefault(branches => branches.Count > 0 && !branches.Any(writer.Have)) is { } alternatives)
        {
            foreach (var alternative in alternatives)
                Explain(Claims.Of(proof.Ids, writer.Items.Concat(alternative)), reader, path);
        }
        else
        {
            foreach (var wanted in Sent.AssertionsOf(reader))
            {
                if (!IsOver && !Accepts(new("", wanted), writer.Items))
                    Explain(sent, wanted, path);
            }
        }

        if (_findings.Count == 0)
            Add(FindingKind.NotProven, path, "It is not proven that readers accept what writers send here, and no difference can be named. Write both schemas "
                + "with the same keywords.");
    }

    private void Explain(Sent sent, Assertion wanted, string path)
    {
        switch (wanted)
        {
            case RequiredAssertion or MemberAssertion or MembersAssertion or NamesAssertion or DependentAssertion:
                new MemberExplanation(this, sent, path).Explain(wanted);
                break;
            case ItemAssertion or ItemsAssertion or ContainsAssertion or UniqueAssertion:
                new ItemExplanation(this, sent, path).Explain(wanted);
                break;
            case AnyAssertion or OneAssertion or NotAssertion or ConditionAssertion:
                new UnionExplanation(this, sent, path).Explain(wanted);
                break;
            default:
                new ValueExplanation(this, sent, path).Explain(wanted);
                break;
        }
    }

    /// <summary>The alternatives of which a value of the writer satisfies at least one.</summary>
    private static IReadOnlyList<IReadOnlyList<Claim>> BranchesOf(Assertion assertion) => assertion switch
    {
        AnyAssertion any => [.. any.Branches.Select(branch => (Claim[])[new(branch, true)])],
        OneAssertion one => [.. one.Branches.Select(branch => (Claim[])[new(branch, true)])],
        ConditionAssertion condition =>
        [
            [new(condition.Condition, true), new(condition.Then, true)],
            [new(condition.Condition, false), new(condition.Otherwise, true)],
        ],
        _ => [],
    };
}
