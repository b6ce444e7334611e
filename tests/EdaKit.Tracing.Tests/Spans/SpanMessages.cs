using EdaKit.Contracts;

namespace EdaKit.Tracing.Tests.Spans;

/// <summary>One to which nobody subscribes.</summary>
[EventContract("test.unheard", 1)]
public sealed record Unheard([property: BusinessKey] string Order);

/// <summary>One whose consumer takes batches.</summary>
[EventContract("test.counted", 1)]
public sealed record Counted([property: BusinessKey] string Order);

[EventContract("test.named", 1)]
public sealed record NamedV1([property: BusinessKey] string Name);

[EventContract("test.named", 2)]
public sealed record Named(string First, string Last);

public sealed class SpanVersions : IContractVersions
{
    public void Register(ContractsBuilder contracts) => contracts
        .Upcast<NamedV1, Named>(named => named.Name.Split(' ') is [var first, var last] ? new(first, last) : throw new FormatException("It is no name."))
        .Downcast<Named, NamedV1>(named => new($"{named.First} {named.Last}"));
}
