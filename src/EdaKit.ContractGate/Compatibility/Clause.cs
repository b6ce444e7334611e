namespace EdaKit.ContractGate.Compatibility;

/// <summary>One of several alternatives holds, each with all of its facts. With none it is a contradiction.</summary>
internal sealed record Clause(IReadOnlyList<IReadOnlyList<Fact>> Alternatives);
