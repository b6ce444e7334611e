using EdaKit.Contracts;

namespace EdaKit.Outbox.Tests.Support;

[EventContract("tests.order-placed", version: 1)]
public sealed record OrderPlaced([property: BusinessKey] string OrderNumber);

[EventContract("tests.order-noted", version: 1)]
public sealed record OrderNoted([property: BusinessKey] string OrderNumber);

[EventContract("tests.question", version: 1)]
public sealed record Question(string Text);

[EventContract("tests.answer", version: 1)]
public sealed record Answer(string Text);
