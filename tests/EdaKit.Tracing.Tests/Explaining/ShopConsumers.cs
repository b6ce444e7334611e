using MassTransit;

namespace EdaKit.Tracing.Tests.Explaining;

public sealed class TakePayment(ShopBehavior behavior) : IConsumer<OrderPlaced>
{
    public async Task Consume(ConsumeContext<OrderPlaced> context)
    {
        if (await behavior.RunAsync(nameof(TakePayment)))
            await context.Publish(new OrderPaid(context.Message.Order));
    }
}

public sealed class IssueInvoice(ShopBehavior behavior) : IConsumer<OrderPaid>
{
    public async Task Consume(ConsumeContext<OrderPaid> context)
    {
        if (await behavior.RunAsync(nameof(IssueInvoice)))
            await context.Publish(new InvoiceIssued(context.Message.Order));
    }
}

public sealed class SendMail(ShopBehavior behavior) : IConsumer<InvoiceIssued>
{
    public Task Consume(ConsumeContext<InvoiceIssued> context) => behavior.RunAsync(nameof(SendMail));
}

public sealed class OnView : IConsumer<OrderViewed>
{
    public Task Consume(ConsumeContext<OrderViewed> context) => Task.CompletedTask;
}
