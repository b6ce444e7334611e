using Microsoft.EntityFrameworkCore;
using Retail.Ordering.Orders;

namespace Retail.Tests.Ordering;

public sealed class OrderProgressTests
{
    [Theory]
    [InlineData(new[] { "Paid" }, "Paid")]
    [InlineData(new[] { "Paid", "Invoiced" }, "Invoiced")]
    [InlineData(new[] { "Invoiced", "Paid" }, "Invoiced")]
    [InlineData(new[] { "Invoiced", "Invoiced" }, "Invoiced")]
    public async Task MoveOrderForward_events_in_any_order_never_move_it_back(string[] events, string outcome)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var file = await OrderingFile.Create(OrderingFile.LampOrder("1", "501", 1));
        await using var db = file.Open();

        foreach (var status in events)
            await db.MoveOrderForward("1", Enum.Parse<OrderStatus>(status), cancellationToken);

        Assert.Equal(outcome, (await db.Orders.SingleAsync(cancellationToken)).Status.ToString());
    }
}
