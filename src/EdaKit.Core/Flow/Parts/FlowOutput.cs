namespace EdaKit.Flow.Parts;

/// <summary>What a participant publishes, sends or answers with. Immutable.</summary>
/// <param name="Contract">The contract's name; of what is no contract the type's.</param>
public sealed record FlowOutput(string Contract)
{
    /// <summary>
    /// The versions whose readers can read it as it leaves the process, the newest first: with <c>Contracts.Emit</c> that of the wire. Empty, the default: of what is no contract, or any.
    /// </summary>
    public IReadOnlyList<int> Versions { get; init; } = [];

    /// <summary>The names of the base types and interfaces under which it is published too. Default: none.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>What it follows from; null, the default: anything that the participant listens to.</summary>
    public string? On { get; init; }

    /// <summary>Whether it is published only under a condition. Default: false.</summary>
    public bool Sometimes { get; init; }

    /// <summary>Whether it is meant that it leads back to what it follows from. Default: false.</summary>
    public bool MayLoop { get; init; }

    /// <summary>Whether it follows from a message.</summary>
    internal bool Follows(FlowInput input) => On is null || (On == input.Contract && !input.IsFault);

    /// <summary>Whether who listens to something hears of it, whatever the version.</summary>
    internal bool IsHeardAs(FlowInput input) => !input.IsFault && (Contract == input.Contract || Also.Contains(input.Contract));

    /// <summary>Whether who hears of it can read it.</summary>
    internal bool IsReadBy(FlowInput input) => Contract != input.Contract || Versions.Count == 0 || input.Versions.Count == 0 || Versions.Intersect(input.Versions).Any();
}
