namespace EdaKit.ContractGate.Compatibility;

/// <summary>
/// Contradictions between facts about a string: no length is left. Patterns are only held against the same pattern, and against single strings.
/// </summary>
internal sealed class TextCase(CaseProof proof, IReadOnlyList<Fact> facts)
{
    public bool IsContradictory()
    {
        var length = new CountRange(facts);
        return length.IsEmpty || (length.Most == 0 && proof.RefusesAll(["\"\""]));
    }
}
