using System.Net;
using System.Net.Http.Json;

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

    [Fact]
    public async Task Should_be_known_from_then_on()
    {
        var order = Guid.CreateVersion7();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(order));

        await orders.PlaceAsync(order, "LAMP", "GOLD", "ADA");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(order));
    }

    [Fact]
    public async Task Should_be_one_order_when_it_is_placed_several_times_at_once()
    {
        var order = Guid.CreateVersion7();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => orders.PlaceAsync(order, "LAMP", "GOLD", "ADA")));

        await orders.UntilAsync(order, "Completed");
        Assert.Equal((1, 1, 1, 1), await orders.BooksAsync(order));
    }

    [Theory]
    [InlineData("GOLD", "Completed", null)]
    [InlineData("EMPTY", "Compensated", "The card is refused.")]
    public async Task Should_be_done_once_when_it_is_placed_again_after_its_saga_is_gone(string card, string state, string? reason)
    {
        var order = await orders.PlaceAsync("LAMP", card, "ADA");
        await orders.UntilAsync(order, state);
        var books = await orders.BooksAsync(order);
        await orders.RemoveSagaAsync(order);

        await orders.PlaceAsync(order, "LAMP", card, "ADA");

        // Whatever had begun anew would have come as far as an order that was placed after it.
        await orders.UntilAsync(await orders.PlaceAsync("LAMP", card, "ADA"), state);
        Assert.Equal(books, await orders.BooksAsync(order));
        var view = await orders.OrderAsync(order);
        Assert.Equal((state, reason), (view.GetProperty("state").GetString(), view.GetProperty("reason").GetString()));
        Assert.Empty(view.GetProperty("steps").EnumerateObject());
    }

    [Theory]
    [InlineData(true, HttpStatusCode.Conflict)]
    [InlineData(false, HttpStatusCode.NotFound)]
    public async Task Should_refuse_to_resume_what_is_not_parked(bool isPlaced, HttpStatusCode status)
    {
        var order = isPlaced ? await orders.PlaceAsync("LAMP", "GOLD", "ADA") : Guid.CreateVersion7();

        using var answer = await orders.Http.PostAsJsonAsync($"/orders/{order}/resume", new { Action = "retry", By = "Grace", Reason = "to see" });

        Assert.Equal(status, answer.StatusCode);
    }

    private async Task<HttpStatusCode> StatusAsync(Guid order)
    {
        using var answer = await orders.Http.GetAsync($"/orders/{order}");
        return answer.StatusCode;
    }
}
