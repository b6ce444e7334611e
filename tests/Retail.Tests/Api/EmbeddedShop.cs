using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Retail.Host.Services;
using Retail.Host.Storage;
using Retail.Host.Transport;

namespace Retail.Tests.Api;

/// <summary>All services in this process, on fresh SQLite files; shared by the tests of the API.</summary>
public sealed class EmbeddedShop : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retail-tests-").FullName;
    private WebApplication? _app;

    public HttpClient Http { get; } = new();

    public WebApplication App => _app ?? throw new InvalidOperationException("The shop has not been opened.");

    public async ValueTask InitializeAsync()
    {
        _app = await ShopHost.Build(
            new ShopSettings(ServiceModules.All, new SqliteStorage(_folder), new InMemoryTransport(), "http://127.0.0.1:0") { WithPage = true, LogOrders = true },
            CancellationToken.None);
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.First());
    }

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
}
