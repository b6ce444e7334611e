using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Retail.Tests.Api;

/// <summary>The switches, as the page turns them. They change the shop for everybody, so this class has a shop of its own.</summary>
public sealed class SwitchesApiTests(EmbeddedShop shop) : IClassFixture<EmbeddedShop>
{
    private static readonly object Order = new
    {
        CustomerId = "501",
        Lines = new[] { new { StockCode = "LAMP", Description = "Desk lamp", Quantity = 2, UnitPrice = 12.50m } },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_stopped_lets_events_wait_until_the_service_is_started()
    {
        await Turn("billing", "stopped");
        await Put("/orders/2001");
        await Until("/orders/2001", "paid");
        await UntilSwitch("billing", shown => shown.GetProperty("waiting").GetInt32() == 1);

        await Turn("billing", "running");

        await Until("/orders/2001", "invoiced");
    }

    [Fact]
    public async Task Put_failing_undoes_the_work_until_the_service_recovers()
    {
        await Turn("checkout", "failing");
        await Put("/orders/2002");
        await UntilSwitch("checkout", shown => shown.GetProperty("failed").GetInt64() >= 2);
        Assert.Equal("placed", (await Get("/orders/2002")).GetProperty("status").GetString());

        await Turn("checkout", "running");

        await Until("/orders/2002", "invoiced");
    }

    [Fact]
    public async Task Put_stopped_ordering_answers_503_and_takes_nothing()
    {
        await Turn("ordering", "stopped");
        var refused = await Put("/orders/2003");
        await Turn("ordering", "running");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused);
        using var missing = await shop.Http.GetAsync("/orders/2003", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Put_unknown_service_is_not_found()
    {
        using var response = await shop.Http.PutAsJsonAsync("/switches/nobody", new { State = "stopped" }, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Put_unknown_state_is_refused()
    {
        using var response = await shop.Http.PutAsJsonAsync("/switches/billing", new { State = "asleep" }, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task Turn(string service, string state)
    {
        using var response = await shop.Http.PutAsJsonAsync($"/switches/{service}", new { State = state }, Cancel);
        response.EnsureSuccessStatusCode();
    }

    private async Task<HttpStatusCode> Put(string path)
    {
        using var response = await shop.Http.PutAsJsonAsync(path, Order, Cancel);
        return response.StatusCode;
    }

    private Task<JsonElement> Get(string path) => shop.Http.GetFromJsonAsync<JsonElement>(path, Cancel);

    private Task Until(string path, string status) => Eventually.Is(async () => (await Get(path)).GetProperty("status").GetString() == status);

    private Task UntilSwitch(string service, Func<JsonElement, bool> reached) => Eventually.Is(async () =>
        reached((await Get("/switches")).EnumerateArray().Single(shown => shown.GetProperty("service").GetString() == service)));
}
