using Microsoft.EntityFrameworkCore;
using Retail.Before.Orders;

namespace Retail.Tests.Before;

public sealed class When_the_api_dies_in_the_middle
{
    [Fact]
    public async Task Should_undo_at_its_next_start_what_it_was_working_on()
    {
        await using var chain = await ChainUnderTest.Start();
        await chain.Put("1001");
        await chain.Put("1002");

        // What a process leaves that dies after the last call and before it has noted the end.
        await using (var orders = chain.Shop.OpenOrders())
        {
            await orders.Orders.Where(order => order.Number == "1001")
                .ExecuteUpdateAsync(update => update.SetProperty(order => order.Status, OrderStatus.Processing));
        }

        await chain.Restart();

        Assert.Equal("cancelled", (await chain.Get("1001")).GetProperty("status").GetString());
        Assert.Equal("undone undone undone undone undone", await chain.Books("1001"));
        Assert.Equal("done done done done done", await chain.Books("1002"));
    }
}
