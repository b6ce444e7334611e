using EdaKit.ContractGate.Checks;

namespace EdaKit.Cli.Contracts;

/// <summary>A finding as JSON. A released name keeps its meaning.</summary>
internal sealed class FindingJson(GateFinding finding)
{
    public string Rule { get; } = finding.RuleId;
    public bool IsError { get; } = finding.IsError;
    public string Contract { get; } = finding.Contract;
    public int Version { get; } = finding.Version;
    public string Path { get; } = finding.Path;
    public string Message { get; } = finding.Message;
    public string? File { get; } = finding.Location?.File;
    public int? Line { get; } = finding.Location?.Line;
    public int? Column { get; } = finding.Location?.Column;
}
