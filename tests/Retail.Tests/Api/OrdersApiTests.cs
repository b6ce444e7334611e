using System.Net;
using System.Net.Http.Json;
using System.Net.Mime;
using System.Text;
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
    [InlineData("/orders/10%0A08", "control characters")]
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

    [Theory]
    [InlineData("lines", """{"lines":[{"stockCode":"LAMP","quantity":1500000000,"unitPrice":0.01},{"stockCode":"VASE","quantity":1500000000,"unitPrice":0.01}]}""")]
    [InlineData("lines", """{"lines":[{"stockCode":"LAMP","quantity":2147483647,"unitPrice":1000000000}]}""")]
    [InlineData("lines", """{"lines":[{"stockCode":"LAMP","quantity":10,"unitPrice":79228162514264337593543950335}]}""")]
    [InlineData("lines", """{"lines":[{"stockCode":"LONG","quantity":1,"unitPrice":1}]}""")]
    [InlineData("lines", """{"lines":[{"stockCode":"LAMP","description":"LONG","quantity":1,"unitPrice":1}]}""")]
    [InlineData("lines", """{"lines":[{"stockCode":"LAMP\u0000","quantity":1,"unitPrice":1}]}""")]
    [InlineData("lines", """{"lines":[{"stockCode":"LAMP","description":"\u0000","quantity":1,"unitPrice":1}]}""")]
    [InlineData("customerId", """{"customerId":"LONG","lines":[{"stockCode":"LAMP","quantity":1,"unitPrice":1}]}""")]
    [InlineData("customerId", """{"customerId":"\u0000","lines":[{"stockCode":"LAMP","quantity":1,"unitPrice":1}]}""")]
    [InlineData("country", """{"country":"\u0000","lines":[{"stockCode":"LAMP","quantity":1,"unitPrice":1}]}""")]
    public async Task Put_order_that_no_service_could_handle_is_refused(string wrong, string body)
    {
        using var content = new StringContent(
            body.Replace("LONG", new string('x', 3000), StringComparison.Ordinal), Encoding.UTF8, MediaTypeNames.Application.Json);

        using var response = await shop.Http.PutAsync("/orders/1010", content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(wrong, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
        await AssertNotFound("/orders/1010");
    }

    [Fact]
    public async Task Put_largest_order_passes_every_service()
    {
        var text = new string('x', 500);

        var (status, _) = await Put("/orders/1011", new { StockCode = text, Description = text, Quantity = 10_000_000, UnitPrice = 100m });

        Assert.Equal(HttpStatusCode.Accepted, status);
        await Until("/orders/1011", "invoiced");
        await Eventually.Is(async () =>
        {
            using var response = await shop.Http.GetAsync("/tracking/orders/1011", Cancel);
            if (!response.IsSuccessStatusCode)
                return false;

            var timeline = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            var steps = timeline.GetProperty("steps").EnumerateArray().Select(step => Text(step, "name"));
            return steps.Order().SequenceEqual(["invoiced", "notified", "paid", "placed", "points-booked", "scored"]);
        });
    }

    [Theory]
    [InlineData("/orders/Stra%C3%9Fe-7", "Straße-7")]
    [InlineData("/orders/a%20b", "a b")]
    [InlineData("/orders/10%3F1", "10?1")]
    [InlineData("/returns/C-Stra%C3%9Fe-7", "C-Straße-7")]
    public async Task Put_order_with_a_number_beyond_ascii_says_where_it_is(string path, string number)
    {
        using var response = await shop.Http.PutAsJsonAsync(path, new { CustomerId = "501", Lines = new[] { Lamp } }, Cancel);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(number, Text(await Get(response.Headers.Location!.ToString()), "orderNumber"));
    }

    [Theory]
    [InlineData("1012", "")]
    [InlineData("1013", " \t")]
    public async Task Put_order_with_an_empty_customer_is_a_guests(string number, string customer)
    {
        var item = new { StockCode = $"ONLY-{number}", Quantity = 1, UnitPrice = 12.50m };

        var order = await PutAs(customer, $"/orders/{number}", item);
        var returned = await PutAs(customer, $"/returns/C{number}", item);

        Assert.True(order.GetProperty("guest").GetBoolean());
        Assert.Null(Text(order, "customerId"));
        Assert.Null(Text(Assert.Single(returned.GetProperty("lines").EnumerateArray()), "matchedTo"));
    }

    [Fact]
    public async Task Put_order_with_blanks_around_its_customer_is_that_customers() =>
        Assert.Equal("501", Text(await PutAs(" 501 ", "/orders/1014", Lamp), "customerId"));

    [Fact]
    public async Task Get_unknown_order_is_not_found() => await AssertNotFound("/orders/nobody");

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

    private async Task<JsonElement> PutAs(string customer, string path, object line)
    {
        using var response = await shop.Http.PutAsJsonAsync(path, new { CustomerId = customer, Lines = new[] { line } }, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private async Task AssertNotFound(string path)
    {
        using var response = await shop.Http.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private Task<JsonElement> Get(string path) => shop.Http.GetFromJsonAsync<JsonElement>(path, Cancel);

    private Task Until(string path, string status) => Eventually.Is(async () => Text(await Get(path), "status") == status);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
