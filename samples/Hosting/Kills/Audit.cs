namespace Samples.Hosting.Kills;

/// <summary>What the books of all services say.</summary>
/// <param name="Title">Of which work.</param>
/// <param name="Counts">How much there was, and how it ended.</param>
/// <param name="Faults">What ought to be 0.</param>
internal sealed record Audit(string Title, IReadOnlyList<Count> Counts, IReadOnlyList<Count> Faults);
