using EdaKit.Flow.Graphs;
using MassTransit;

namespace EdaKit.Testing.Flow;

/// <summary>The services do not fit together.</summary>
public sealed class FlowCheckException : MassTransitException
{
    /// <summary>Reports what is wrong.</summary>
    /// <param name="findings">At least one.</param>
    public FlowCheckException(IReadOnlyList<FlowFinding> findings)
        : base(Describe(findings))
    {
        Findings = findings;
    }

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<FlowFinding> Findings { get; }

    private static string Describe(IReadOnlyList<FlowFinding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);

        return $"The services do not fit together:{string.Concat(findings.Select(finding => $"\n  {finding}"))}";
    }
}
