using EdaKit.Benchmarks.Protocol;
using EdaKit.Contracts;
using MassTransit;

namespace EdaKit.Benchmarks.Subjects.PlainMassTransit;

/// <summary>About 300 bytes of content. Public, because MassTransit makes classes for it.</summary>
[EventContract(Orders.PlacedExchange, version: 1)]
[EntityName(Orders.PlacedExchange)]
public sealed record OrderPlaced(Guid OrderId, string Customer, decimal Total, string Note)
{
    internal static OrderPlaced Of(Guid orderId) => new(orderId, Orders.Customer, Orders.Total, Orders.Note);
}

/// <summary>What the consume workloads' consumers publish.</summary>
[EventContract(Orders.NotedExchange, version: 1)]
[EntityName(Orders.NotedExchange)]
public sealed record OrderNoted(Guid OrderId);
