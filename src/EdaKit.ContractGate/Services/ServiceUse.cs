namespace EdaKit.ContractGate.Services;

/// <summary>What a service does with messages, as its assembly shows.</summary>
/// <param name="Service">The assembly's name.</param>
/// <param name="Sends">The full names of the types that it publishes, sends or responds with.</param>
/// <param name="Receives">The full names of the types that its consumers and sagas receive.</param>
internal sealed record ServiceUse(string Service, IReadOnlySet<string> Sends, IReadOnlySet<string> Receives)
{
    /// <summary>What its consumers send because they received something. What a saga does is none of it: there somebody sees the whole.</summary>
    public IReadOnlySet<(string Received, string Sent)> Reactions { get; init; } = new HashSet<(string, string)>();

    /// <summary>What its sagas send.</summary>
    public IReadOnlySet<string> SagaSends { get; init; } = new HashSet<string>();

    /// <summary>What its sagas receive.</summary>
    public IReadOnlySet<string> SagaReceives { get; init; } = new HashSet<string>();
}
