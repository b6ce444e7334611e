namespace EdaKit.ContractGate.Tests.Checks;

/// <summary>An edit of published contracts, and what the gate must say of it.</summary>
/// <param name="Name">What somebody does.</param>
/// <param name="Edits">What stands in the source, and what comes in its place.</param>
/// <param name="Expected">The errors: the rule, and the text in the edited line at which it must point. None where nobody would break.</param>
public sealed record ContractEdit(string Name, (string Old, string New)[] Edits, params (string Rule, string At)[] Expected)
{
    public ContractEdit(string name, string old, string @new, params (string Rule, string At)[] expected)
        : this(name, [(old, @new)], expected)
    {
    }

    /// <summary>The edited source.</summary>
    public string ApplyTo(string source)
    {
        foreach (var (old, @new) in Edits)
        {
            Assert.Equal(2, source.Split(old).Length);
            source = source.Replace(old, @new, StringComparison.Ordinal);
        }

        return source;
    }

    public override string ToString() => Name;
}
