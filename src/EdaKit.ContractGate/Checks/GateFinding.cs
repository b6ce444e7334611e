using EdaKit.ContractGate.Sources;

namespace EdaKit.ContractGate.Checks;

/// <summary>Something that would break a reader or a writer, or that the gate must know and does not.</summary>
/// <param name="RuleId">The rule, of which <c>docs/contract-rules.md</c> says more: EDA1001 and so on. An id, once released, keeps its meaning.</param>
/// <param name="IsError">Whether the check fails. What is no error should be put in order soon.</param>
/// <param name="Contract">The contract's name.</param>
/// <param name="Version">The version that must change.</param>
/// <param name="Path">The member, as a JSON pointer in which <c>*</c> is any item of a list; empty where it is the whole message.</param>
/// <param name="Message">What is wrong, and what to do.</param>
/// <param name="Location">Where the version's class is in the source, where the build left word of it.</param>
public sealed record GateFinding(string RuleId, bool IsError, string Contract, int Version, string Path, string Message, SourceLocation? Location)
{
    /// <summary>As a compiler would write it, so that editors and build servers find the place.</summary>
    /// <returns>For example <c>Orders/OrderPlaced.cs(7,1): error EDA1001: …</c>.</returns>
    public override string ToString() =>
        $"{(Location is { } at ? $"{at.File}({at.Line},{at.Column})" : Contract)}: {(IsError ? "error" : "warning")} {RuleId}: {Message}";
}
