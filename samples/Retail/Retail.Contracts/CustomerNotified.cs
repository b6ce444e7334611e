using EdaKit.Contracts;

namespace Retail.Contracts;

/// <summary>The customer has been told how things stand. Published by notification, once for each order and each return.</summary>
/// <param name="OrderNumber">The number of the order or return that the message is about.</param>
/// <param name="Subject">The message's subject line.</param>
/// <param name="NotifiedAt">When it was written, UTC.</param>
[EventContract("retail.customer-notified", version: 1)]
public sealed record CustomerNotified(
    [property: BusinessKey] string OrderNumber,
    string Subject,
    DateTime NotifiedAt);
