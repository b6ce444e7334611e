using EdaKit.ContractGate.Checks;

namespace EdaKit.ContractGate;

/// <summary>Contracts have changed so that somebody would break. The message names every finding, with its place and its remedy.</summary>
public sealed class ContractBreakException : InvalidOperationException
{
    internal ContractBreakException(IReadOnlyList<GateFinding> findings)
        : base(string.Join(Environment.NewLine, findings))
    {
        Findings = findings;
    }

    /// <summary>What was found, warnings too.</summary>
    public IReadOnlyList<GateFinding> Findings { get; }
}
