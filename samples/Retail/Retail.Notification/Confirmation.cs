using Retail.Contracts;

namespace Retail.Notification;

/// <summary>
/// What a customer is told about an order or a return; its key is the number of that. Sending a mail cannot join a transaction: a mail that
/// has left does not come back when the database rolls back. So this row is all that the service makes, and a mail gateway takes it up from
/// here, with the number as its idempotency key, so that a mail that is tried twice arrives once. The sample has no such gateway.
/// </summary>
internal sealed class Confirmation
{
    public required string OrderNumber { get; init; }

    /// <summary>The customer's id, or in words whose message this is, where the event names no customer.</summary>
    public required string Recipient { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required DateTime WrittenAt { get; init; }

    /// <summary>The event that tells the rest of the shop.</summary>
    public CustomerNotified ToCustomerNotified() => new(OrderNumber, Subject, WrittenAt);
}
