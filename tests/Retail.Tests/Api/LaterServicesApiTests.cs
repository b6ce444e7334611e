using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Retail.Tests.Api;

/// <summary>The services that were added later, over HTTP, with every other service behind them.</summary>
public sealed class LaterServicesApiTests(EmbeddedShop shop) : IClassFixture<EmbeddedShop>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_points_is_the_sum_of_what_orders_earned_and_returns_took_back()
    {
        await Put("/orders/2001", "701", (2, 12.75m));
        await Put("/orders/2002", "701", (1, 0.99m));
        await Put("/orders/2003", "701", (1, 8.01m));
        await Put("/returns/C2004", "701", (1, 12.75m));

        var points = await Until("/customers/701/points", answer => answer.GetProperty("entries").GetArrayLength() == 3);

        Assert.Equal(25 + 8 - 12, points.GetProperty("balance").GetInt32());
        Assert.Equal(
            ["2001 25", "2003 8", "C2004 -12"],
            points.GetProperty("entries").EnumerateArray()
                .Select(entry => $"{entry.GetProperty("orderNumber").GetString()} {entry.GetProperty("points").GetInt32()}").Order());
    }

    [Fact]
    public async Task Get_points_of_the_largest_orders_is_their_sum()
    {
        await Put("/orders/2007", "703", (10_000_000, 100));
        await Put("/orders/2008", "703", (10_000_000, 100));
        await Put("/orders/2009", "703", (10_000_000, 100));

        var points = await Until("/customers/703/points", answer => answer.GetProperty("entries").GetArrayLength() == 3);

        Assert.Equal(3_000_000_000, points.GetProperty("balance").GetInt64());
    }

    [Fact]
    public async Task Get_points_and_score_say_their_times_in_UTC()
    {
        await Put("/orders/2010", "704", (1, 12.75m));

        var points = await Until("/customers/704/points", _ => true);
        var score = await Until("/orders/2010/score", _ => true);

        Assert.EndsWith("Z", Assert.Single(points.GetProperty("entries").EnumerateArray()).GetProperty("bookedAt").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("Z", score.GetProperty("scoredAt").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_points_of_a_customer_that_nobody_knows_is_not_found() => await AssertNotFound("/customers/nobody/points");

    [Fact]
    public async Task Get_score_is_a_probability_and_knows_when_the_order_came_back()
    {
        await Put("/orders/2005", "702", (1, 12.75m));
        var score = await Until("/orders/2005/score", _ => true);

        Assert.InRange(score.GetProperty("returnRisk").GetDouble(), double.Epsilon, 0.999);
        Assert.False(score.GetProperty("returned").GetBoolean());

        await Put("/returns/C2006", "702", (1, 12.75m));
        await Until("/orders/2005/score", answer => answer.GetProperty("returned").GetBoolean());
    }

    [Fact]
    public async Task Get_score_of_an_order_that_nobody_knows_is_not_found() => await AssertNotFound("/orders/nobody/score");

    [Theory]
    [InlineData("/orders/{number}", "put", "202 400 422 503")]
    [InlineData("/orders/{number}", "get", "200 404 503")]
    [InlineData("/returns/{number}", "put", "202 400 422 503")]
    [InlineData("/returns/{number}", "get", "200 404 503")]
    [InlineData("/customers/{customerId}/points", "get", "200 404 503")]
    [InlineData("/orders/{number}/score", "get", "200 404 503")]
    public async Task Get_description_tells_every_answer(string path, string method, string answers)
    {
        var description = await shop.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel);

        var operation = description.GetProperty("paths").GetProperty(path).GetProperty(method);

        Assert.Equal(answers, string.Join(' ', operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).Order()));
        Assert.False(string.IsNullOrEmpty(operation.GetProperty("summary").GetString()));
        Assert.False(string.IsNullOrEmpty(operation.GetProperty("operationId").GetString()));
    }

    private async Task Put(string path, string customer, params (int Quantity, decimal Price)[] lines)
    {
        using var response = await shop.Http.PutAsJsonAsync(
            path,
            new { CustomerId = customer, Lines = lines.Select(line => new { StockCode = "LAMP", line.Quantity, UnitPrice = line.Price }) },
            Cancel);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private async Task AssertNotFound(string path)
    {
        using var response = await shop.Http.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    /// <summary>Asks until the answer is as it should be: these services hear of an order after its customer has an answer.</summary>
    private async Task<JsonElement> Until(string path, Func<JsonElement, bool> isSo)
    {
        JsonElement answer = default;
        await Eventually.Is(async () =>
        {
            using var response = await shop.Http.GetAsync(path, Cancel);
            if (!response.IsSuccessStatusCode)
                return false;

            answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            return isSo(answer);
        });
        return answer;
    }
}
