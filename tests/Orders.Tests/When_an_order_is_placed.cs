namespace Orders.Tests;

/// <summary>An order is carried out as a whole, or nothing of it is left.</summary>
public sealed class When_an_order_is_placed(RunningOrders orders) : IClassFixture<RunningOrders>
{
    [Theory]
    [InlineData("LAMP", "GOLD", "ADA", "Completed")]
    [InlineData("NONE-LEFT", "GOLD", "ADA", "Compensated")]
    [InlineData("LAMP-AWAY", "GOLD", "ADA", "Compensated")]
    [InlineData("LAMP", "EMPTY", "ADA", "Compensated")]
    [InlineData("LAMP", "BANK-AWAY", "ADA", "Compensated")]
    [InlineData("LAMP", "GOLD", "GONE", "Compensated")]
    [InlineData("LAMP", "GOLD", "ADA-AWAY", "Compensated")]
    public async Task Should_end_with_everything_or_nothing(string item, string card, string member, string state)
    {
        var order = await orders.PlaceAsync(item, card, member);

        await orders.UntilAsync(order, state);

        Assert.Equal(state == "Completed" ? (1, 1, 1, 1) : (0, 0, 0, 0), await orders.BooksAsync(order));
    }
}
