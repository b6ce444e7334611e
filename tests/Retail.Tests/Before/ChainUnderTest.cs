using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Retail.Before;
using Retail.Before.Books;

namespace Retail.Tests.Before;

/// <summary>The shop as it was, on fresh files.</summary>
internal sealed class ChainUnderTest : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retail-tests-").FullName;
    private readonly HttpClient _http = new();
    private BeforeShop? _shop;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public BeforeShop Shop => _shop ?? throw new InvalidOperationException("The shop has not been started. Call Start.");

    /// <summary>Starts a shop with settings of the test's own.</summary>
    public static async Task<ChainUnderTest> Start(Func<BeforeSettings, BeforeSettings>? with = null)
    {
        var chain = new ChainUnderTest();
        await chain.StartShop(with);
        return chain;
    }

    /// <summary>A settings change that makes one service work longer than the order API waits.</summary>
    public static BeforeSettings WithSlow(BeforeSettings settings, string service) => settings with
    {
        // Long enough for the others to answer on a busy machine.
        Timeout = TimeSpan.FromSeconds(3),
        ServiceWork = new Dictionary<string, TimeSpan> { [service] = TimeSpan.FromSeconds(4) },
    };

    /// <summary>Ends the shop and starts it again on the same files, with other settings.</summary>
    public async Task Restart()
    {
        await Shop.DisposeAsync();
        await StartShop(null);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> Put(string number, string? customer = "501")
    {
        var lamps = new { StockCode = "LAMP", Description = "Desk lamp", Quantity = 2, UnitPrice = 12.50m };
        using var response = await _http.PutAsJsonAsync(
            new Uri(Shop.Address, $"/orders/{number}"), new { CustomerId = customer, Lines = new[] { lamps } }, Cancel);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    public Task<JsonElement> Get(string number) =>
        _http.GetFromJsonAsync<JsonElement>(new Uri(Shop.Address, $"/orders/{number}"), Cancel);

    /// <summary>What a service's book says of an order; null where it says nothing.</summary>
    public async Task<BookEntry?> EntryOf(string service, string number)
    {
        await using var book = Shop.OpenBook(service);
        return await book.Entries.AsNoTracking().SingleOrDefaultAsync(entry => entry.OrderNumber == number, Cancel);
    }

    /// <summary>The services' books in the order of the chain: done, undone, or nothing at all.</summary>
    public async Task<string> Books(string number)
    {
        var states = new List<string>();
        foreach (var service in ServiceNames.InOrder)
            states.Add((await EntryOf(service, number))?.State.ToString().ToLowerInvariant() ?? "-");
        return string.Join(' ', states);
    }

    /// <summary>Waits until a service has done its part, for a few seconds at most.</summary>
    public Task UntilDone(string service, string number) => Eventually.Is(
        async () => (await EntryOf(service, number))?.State == EntryState.Done, TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_shop is not null)
            await _shop.DisposeAsync();

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartShop(Func<BeforeSettings, BeforeSettings>? with)
    {
        var settings = new BeforeSettings(_folder) { Timeout = TimeSpan.FromSeconds(10), UndoPause = TimeSpan.FromMilliseconds(10) };
        _shop = await BeforeShop.Start(with?.Invoke(settings) ?? settings, Cancel);
    }
}
