namespace EdaKit.ContractGate.Publication;

/// <summary>What a service does with messages, as its assembly shows.</summary>
/// <param name="Service">The assembly's name.</param>
/// <param name="Sends">The full names of the types that it publishes, sends or responds with.</param>
/// <param name="Receives">The full names of the types that its consumers and sagas receive.</param>
internal sealed record ServiceUse(string Service, IReadOnlySet<string> Sends, IReadOnlySet<string> Receives);
