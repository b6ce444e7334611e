namespace EdaKit.Evidence;

/// <summary>What a witness knows. Immutable.</summary>
public sealed record FlowEvidence
{
    /// <summary>No knowledge of anything.</summary>
    public static FlowEvidence Nothing { get; } = new();

    /// <summary>Messages that are stored and have not been sent. What was asked for and is not among them, was sent or given up, or never was there. Default: none.</summary>
    public IReadOnlyList<StoredMessage> Stored { get; init; } = [];

    /// <summary>Messages that somebody has handled. Default: none.</summary>
    public IReadOnlyList<HandledMessage> Handled { get; init; } = [];

    /// <summary>Instances of sagas. Default: none.</summary>
    public IReadOnlyList<KeptSaga> Sagas { get; init; } = [];

    /// <summary>What several know.</summary>
    internal static FlowEvidence Together(IReadOnlyCollection<FlowEvidence> answers) => new()
    {
        Stored = [.. answers.SelectMany(answer => answer.Stored)],
        Handled = [.. answers.SelectMany(answer => answer.Handled)],
        Sagas = [.. answers.SelectMany(answer => answer.Sagas)],
    };
}
