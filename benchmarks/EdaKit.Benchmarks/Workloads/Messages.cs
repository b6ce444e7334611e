using EdaKit.Contracts;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>About 300 bytes of content.</summary>
[EventContract("benchmark.order-placed", version: 1)]
public sealed record OrderPlaced(Guid OrderId, string Customer, decimal Total, string Note)
{
    public static OrderPlaced Create(Guid id) => new(id, "customer 17850", 139.12m, new string('x', 200));
}

[EventContract("benchmark.order-noted", version: 1)]
public sealed record OrderNoted(Guid OrderId);
