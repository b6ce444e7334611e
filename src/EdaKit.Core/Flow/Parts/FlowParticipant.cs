namespace EdaKit.Flow.Parts;

/// <summary>A consumer, a saga, or something else that publishes. Immutable.</summary>
/// <param name="Name">Its name, as journals have it: of a consumer the class's without its namespace, or the one that it was given; of a saga that of its instances.</param>
/// <param name="Kind">What it is.</param>
public sealed record FlowParticipant(string Name, ParticipantKind Kind)
{
    /// <summary>What people call the saga; null, the default, of what is none.</summary>
    public string? Saga { get; init; }

    /// <summary>The endpoints on which it listens. Default: none.</summary>
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    /// <summary>What it listens to. Default: nothing.</summary>
    public IReadOnlyList<FlowInput> ListensTo { get; init; } = [];

    /// <summary>What it publishes, as far as that is declared or known. Default: nothing.</summary>
    public IReadOnlyList<FlowOutput> Publishes { get; init; } = [];

    /// <summary>Whether it says by an attribute what it publishes, so that it publishes nothing else. Default: false.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>The same with what it was seen to publish.</summary>
    internal FlowParticipant With(FlowParticipant? seen) => seen is null ? this
        : this with { Publishes = [.. Publishes, .. seen.Publishes.Where(output => Publishes.All(own => own.Contract != output.Contract))] };

    /// <summary>What people call it.</summary>
    internal string Title => Saga ?? Name;
}
