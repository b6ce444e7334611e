using System.Net.Http.Json;
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
    private readonly HttpClient _http = new();
    private WebApplication? _app;

    public async ValueTask InitializeAsync()
    {
        _app = await SampleHost.Build(
            OrdersSample.Definition, OrdersSample.Definition.Modules, new SqliteStorage(_folder), new InMemoryTransport(), "http://127.0.0.1:0", CancellationToken.None);
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.First());
    }

    /// <summary>Places an order.</summary>
    public async Task<Guid> PlaceAsync(string item, string card, string member)
    {
        var id = Guid.CreateVersion7();
        using var answer = await _http.PutAsJsonAsync($"/orders/{id}", new { item, Quantity = 2, Amount = 25, card, member });
        answer.EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>Waits until an order is in a state.</summary>
    public Task UntilAsync(Guid order, string state) => Eventually.IsAsync(state, async () =>
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<OrderingDb>().Orders.AsNoTracking().SingleOrDefaultAsync(o => o.CorrelationId == order))?.CurrentState ?? "";
    }, TimeSpan.FromSeconds(60));

    /// <summary>How many entries of stock, payment, loyalty and confirmation stand for an order.</summary>
    public async Task<(int Stock, int Payment, int Points, int Mails)> BooksAsync(Guid order) => (
        await CountAsync<StockDb>(order), await CountAsync<PaymentDb>(order), await CountAsync<LoyaltyDb>(order), await CountAsync<ConfirmationDb>(order));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
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
