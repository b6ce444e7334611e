using Microsoft.EntityFrameworkCore;
using Retail.Before.Books;
using Retail.Before.Orders;

namespace Retail.Before;

/// <summary>
/// The shop as it was: an order API that calls five services one after the other and answers when all are done. Each of the six is a web
/// app of its own, with a port and a SQLite file of its own; they talk over HTTP, and share this process only to be started at once.
/// </summary>
internal sealed class BeforeShop : IAsyncDisposable
{
    private readonly BeforeSettings _settings;
    private readonly Dictionary<string, ListeningApp> _services;
    private readonly ListeningApp _api;

    private BeforeShop(BeforeSettings settings)
    {
        _settings = settings;
        _services = ServiceNames.InOrder.ToDictionary(name => name, name => new ListeningApp(builder =>
            BookApp.Build(builder, FileOf(name), settings.ServiceWork.GetValueOrDefault(name))));
        _api = new ListeningApp(builder =>
            OrderApp.Build(builder, FileOf("orders"), [.. ServiceNames.InOrder.Select(name => (name, _services[name].Address))], settings));
    }

    /// <summary>Where the order API listens.</summary>
    public Uri Address => _api.Address;

    /// <summary>Starts everything, the order API last, because it wants to know where the others are.</summary>
    public static async Task<BeforeShop> Start(BeforeSettings settings, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.Folder);

        var shop = new BeforeShop(settings);
        try
        {
            foreach (var service in ServiceNames.InOrder)
                await shop.Service(service).Start(cancellationToken);
            await shop._api.Start(cancellationToken);
            return shop;
        }
        catch (Exception)
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>The app of a service, to take it down and start it again.</summary>
    public ListeningApp Service(string name) => _services[name];

    /// <summary>The store of the order API, for whoever counts what became of the orders.</summary>
    public OrdersDb OpenOrders() =>
        new(new DbContextOptionsBuilder<OrdersDb>().UseSqlite($"Data Source={FileOf("orders")}").Options);

    /// <summary>The book of a service, for whoever counts what it did.</summary>
    public BookDb OpenBook(string service) =>
        new(new DbContextOptionsBuilder<BookDb>().UseSqlite($"Data Source={FileOf(service)}").Options);

    public async ValueTask DisposeAsync()
    {
        // The API first: its last orders still need the services.
        await _api.DisposeAsync();
        foreach (var service in _services.Values)
            await service.DisposeAsync();
    }

    private string FileOf(string name) => Path.Combine(_settings.Folder, name + ".db");
}
