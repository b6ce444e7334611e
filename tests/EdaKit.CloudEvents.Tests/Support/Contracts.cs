using EdaKit.Contracts;
using MassTransit;

namespace EdaKit.CloudEvents.Tests.Support;

[EventContract("tests.order-placed", version: 1)]
public sealed record OrderPlacedV1([property: BusinessKey] string Number, decimal Amount);

[EventContract("tests.order-placed", version: 2)]
public sealed record OrderPlacedV2([property: BusinessKey] string Number, decimal Total);

[EventContract("tests.order-placed", version: 3)]
public sealed record OrderPlaced([property: BusinessKey] string Number, decimal Total, string Currency);

/// <summary>Versions 1 and 2 of it can be read by readers of version 1.</summary>
[EventContract("tests.order-noted", version: 2, OldestReader = 1)]
public sealed record OrderNoted([property: BusinessKey] Guid OrderId, string? Remark);

[EventContract("tests.order-noted", version: 1)]
public sealed record OrderNotedV1([property: BusinessKey] Guid OrderId);

[EventContract("tests.price-question", version: 1)]
public sealed record PriceQuestion(string Article);

[EventContract("tests.price-answer", version: 1)]
public sealed record PriceAnswer(decimal Price);

[EventContract("tests.no-price", version: 1)]
public sealed record NoPrice(string Reason);

[EventContract("tests.shop-closed", version: 1)]
public sealed record ShopClosed;

public sealed record NoContract(string Text);

/// <summary>What somebody else calls by a name of their own.</summary>
[MessageUrn("com.example.note-taken")]
public sealed record NoteTaken(string Text);

internal static class Orders
{
    public static ContractsBuilder AddOrders(this ContractsBuilder contracts) => contracts
        .Upcast<OrderPlacedV1, OrderPlacedV2>(v1 => new(v1.Number, v1.Amount))
        .Upcast<OrderPlacedV2, OrderPlaced>(v2 => new(v2.Number, v2.Total, "EUR"));
}
