namespace EdaKit.Sagas.Health;

/// <summary>How many stored instances are in a state.</summary>
/// <param name="Saga">The saga's name.</param>
/// <param name="Version">The version of the flow with which they began; null where the saga has no flow.</param>
/// <param name="State">The state's name.</param>
/// <param name="Instances">Their number.</param>
internal sealed record StateCount(string Saga, int? Version, string State, int Instances)
{
    /// <summary>Whether the saga knows the state, and the version: otherwise they do not go on here.</summary>
    public bool IsKnown { get; init; } = true;

    public override string ToString() => $"{Instances} of '{Saga}'{(Version is { } version ? $" version {version}" : "")} in '{State}'";
}
