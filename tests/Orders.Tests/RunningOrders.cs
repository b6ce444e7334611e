using System.Net.Http.Json;
using System.Text.Json;
using EdaKit.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orders.Confirmation;
using Orders.Loyalty;
using Orders.Ordering;
using Orders.Participation;
using Orders.Payment;
using Orders.Stock;
using Samples.Hosting.Serving;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;

namespace Orders.Tests;

/// <summary>All services in this process, on fresh SQLite files.</summary>
public sealed class RunningOrders : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orders-tests-").FullName;
    private WebApplication? _app;

    public HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _app = await SampleHost.Build(
            OrdersSample.Definition, OrdersSample.Definition.Modules, new SqliteStorage(_folder), new InMemoryTransport(), "http://127.0.0.1:0", CancellationToken.None);
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.First());
    }

    /// <summary>Places an order.</summary>
    public async Task<Guid> PlaceAsync(string item, string card, string member)
    {
        var id = Guid.CreateVersion7();
        await PlaceAsync(id, item, card, member);
        return id;
    }

    /// <summary>Places an order, perhaps again.</summary>
    public async Task PlaceAsync(Guid order, string item, string card, string member)
    {
        using var answer = await Http.PutAsJsonAsync($"/orders/{order}", new { item, Quantity = 2, Amount = 25, card, member });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>An order as the API shows it.</summary>
    public Task<JsonElement> OrderAsync(Guid order) => Http.GetFromJsonAsync<JsonElement>($"/orders/{order}");

    /// <summary>Waits until an order is in a state.</summary>
    public Task UntilAsync(Guid order, string state) => Eventually.IsAsync(state, async () =>
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<OrderingDb>().Sagas.AsNoTracking().SingleOrDefaultAsync(o => o.CorrelationId == order))?.CurrentState ?? "";
    }, TimeSpan.FromSeconds(60));

    /// <summary>Removes an order's saga, as happens when it has ended long ago.</summary>
    public async Task RemoveSagaAsync(Guid order)
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<OrderingDb>().Sagas.Where(saga => saga.CorrelationId == order).ExecuteDeleteAsync());
    }

    /// <summary>How many entries of stock, payment, loyalty and confirmation stand for an order.</summary>
    public async Task<(int Stock, int Payment, int Points, int Mails)> BooksAsync(Guid order) => (
        await CountAsync<StockDb>(order), await CountAsync<PaymentDb>(order), await CountAsync<LoyaltyDb>(order), await CountAsync<ConfirmationDb>(order));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<int> CountAsync<TDb>(Guid order)
        where TDb : DbContext
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TDb>().Set<Entry>().CountAsync(entry => entry.OrderId == order && entry.UndoneAt == null);
    }
}
