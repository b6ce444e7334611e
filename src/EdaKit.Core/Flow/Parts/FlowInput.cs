namespace EdaKit.Flow.Parts;

/// <summary>What a participant listens to. Immutable.</summary>
/// <param name="Contract">The contract's name; of what is no contract the type's.</param>
public sealed record FlowInput(string Contract)
{
    /// <summary>The versions that it can read, by itself or through upcasters, the newest first; empty, the default: of what is no contract, or any.</summary>
    public IReadOnlyList<int> Versions { get; init; } = [];

    /// <summary>Whether it listens to the faults of those who consume the contract. Default: false.</summary>
    public bool IsFault { get; init; }

    /// <summary>For people.</summary>
    /// <returns>For example <c>fault of retail.order-paid</c>.</returns>
    public override string ToString() => IsFault ? $"fault of {Contract}" : Contract;
}
