using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Retail.Tests.Api;

/// <summary>The API as a customer's browser meets it, with every service behind it.</summary>
public sealed class OrdersApiTests(EmbeddedShop shop) : IClassFixture<EmbeddedShop>
{
    private static readonly object Lamp = new { StockCode = "LAMP", Description = "Desk lamp", Quantity = 2, UnitPrice = 12.50m };
    private static readonly object Vase = new { StockCode = "VASE", Description = "Glass vase", Quantity = 1, UnitPrice = 7.10m };
    private static readonly object FreeLamp = new { StockCode = "LAMP", Description = "Desk lamp", Quantity = 2, UnitPrice = 0m };
    private static readonly object NoLamp = new { StockCode = "LAMP", Description = "Desk lamp", Quantity = 0, UnitPrice = 12.50m };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_order_answers_at_once_and_gets_its_invoice_later()
    {
        var (status, order) = await Put("/orders/1001", Lamp);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("placed", Text(order, "status"));
        Assert.Equal("Your order is being processed.", Text(order, "message"));
        Assert.Equal(25.00m, order.GetProperty("total").GetDecimal());

        await Until("/orders/1001", "invoiced");
    }

    [Fact]
    public async Task Put_order_again_answers_with_what_is_there()
    {
        await Put("/orders/1002", Lamp);

        var (status, order) = await Put("/orders/1002", Lamp, Lamp);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(25.00m, order.GetProperty("total").GetDecimal());
    }

    [Fact]
    public async Task Put_order_many_times_at_the_same_moment_makes_one_order()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Put("/orders/1003", Lamp)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        await Until("/orders/1003", "invoiced");
    }

    [Fact]
    public async Task Put_order_with_some_bad_lines_accepts_the_others_and_says_why()
    {
        var (status, order) = await Put("/orders/1004", NoLamp, Lamp, FreeLamp);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(25.00m, order.GetProperty("total").GetDecimal());
        Assert.Equal(
            ["1: the quantity is not positive", "3: the price is not positive"],
            order.GetProperty("rejectedLines").EnumerateArray()
                .Select(line => $"{line.GetProperty("lineNumber")}: {Text(line, "reason")}"));
    }

    [Fact]
    public async Task Put_order_with_bad_lines_only_is_not_an_order()
    {
        var (status, _) = await Put("/orders/1005", FreeLamp);
        var kept = await Get("/orders/1005");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("rejected", Text(kept, "status"));
    }

    [Fact]
    public async Task Put_return_is_matched_to_the_purchase_and_gets_its_credit_note()
    {
        await Put("/orders/1006", Vase);

        var (status, returned) = await Put("/returns/C1007", Vase);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("1006", Text(Assert.Single(returned.GetProperty("lines").EnumerateArray()), "matchedTo"));
        await Until("/returns/C1007", "credited");
    }

    [Theory]
    [InlineData("/orders/C1008", "PUT /returns/C1008")]
    [InlineData("/returns/1008", "PUT /orders/1008")]
    [InlineData("/orders/1234567890123456789012", "longer than 20")]
    public async Task Put_number_that_does_not_belong_there_is_refused(string path, string remedy)
    {
        var (status, problem) = await Put(path, Lamp);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(remedy, problem.GetProperty("errors").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_order_without_lines_is_refused()
    {
        var (status, _) = await Put("/orders/1009");

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Get_unknown_order_is_not_found()
    {
        using var response = await shop.Http.GetAsync("/orders/nobody", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Get_health_is_well()
    {
        using var response = await shop.Http.GetAsync("/health", Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Put(string path, params object[] lines)
    {
        using var response = await shop.Http.PutAsJsonAsync(path, new { CustomerId = "501", Lines = lines }, Cancel);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    private Task<JsonElement> Get(string path) => shop.Http.GetFromJsonAsync<JsonElement>(path, Cancel);

    private Task Until(string path, string status) => Eventually.Is(async () => Text(await Get(path), "status") == status);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
