namespace EdaKit.Flow.Graphs;

/// <summary>Something that is wrong with a flow. Immutable.</summary>
/// <param name="Code">What it comes to. Programs go by it.</param>
/// <param name="Contract">The contract that it is about; empty of <see cref="FlowFindingCode.ServiceTwice"/>.</param>
/// <param name="Sentence">The same for people, with the remedy. The wording may change.</param>
public sealed record FlowFinding(FlowFindingCode Code, string Contract, string Sentence)
{
    /// <summary>Code and sentence on one line.</summary>
    /// <returns>For example <c>NobodyListens: 'shop.order-placed' is published by …</c>.</returns>
    public override string ToString() => $"{Code}: {Sentence}";
}
