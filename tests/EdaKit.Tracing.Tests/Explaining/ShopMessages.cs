using EdaKit.Contracts;

namespace EdaKit.Tracing.Tests.Explaining;

/// <summary>An order is placed, paid for and invoiced, and a mail goes out.</summary>
[EventContract("shop.order-placed", 1)]
public sealed record OrderPlaced([property: BusinessKey] string Order);

[EventContract("shop.order-paid", 1)]
public sealed record OrderPaid([property: BusinessKey] string Order);

[EventContract("shop.invoice-issued", 1)]
public sealed record InvoiceIssued([property: BusinessKey] string Order);

/// <summary>Something else that happens to orders, and leads nowhere.</summary>
[EventContract("shop.order-viewed", 1)]
public sealed record OrderViewed([property: BusinessKey] string Order);

/// <summary>A version that some services do not read yet.</summary>
[EventContract("shop.order-paid", 2)]
public sealed record OrderPaidV2([property: BusinessKey] string Order, string By);
