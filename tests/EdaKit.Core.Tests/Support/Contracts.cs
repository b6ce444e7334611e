using EdaKit.Contracts;

namespace EdaKit.Core.Tests.Support;

[EventContract("tests.order-placed", version: 1)]
public sealed record OrderPlacedV1([property: BusinessKey] string OrderNumber);

[EventContract("tests.order-placed", version: 2)]
public sealed record OrderPlaced([property: BusinessKey] string OrderNumber, string Currency = "EUR");

[EventContract("tests.order-billed", version: 1)]
public sealed record OrderBilled(string Remark);

[EventContract("tests.bill-order", version: 1)]
public sealed record BillOrder(string Remark);

[EventContract("tests.price-question", version: 1)]
public sealed record PriceQuestion(string Article);

[EventContract("tests.price-answer", version: 1)]
public sealed record PriceAnswer(decimal Price);

public sealed record NoContract(string Text);
