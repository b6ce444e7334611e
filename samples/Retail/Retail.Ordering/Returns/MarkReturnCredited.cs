using MassTransit;
using Retail.Contracts;

namespace Retail.Ordering.Returns;

/// <summary>Shows the customer that the credit note is there.</summary>
internal sealed class MarkReturnCredited(OrderingDb db) : IConsumer<CreditNoteIssued>
{
    public Task Consume(ConsumeContext<CreditNoteIssued> context) =>
        db.MoveReturnForward(context.Message.OrderNumber, ReturnStatus.Credited, context.CancellationToken);
}
