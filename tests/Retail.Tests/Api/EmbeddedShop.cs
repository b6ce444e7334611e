using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Retail.Host.Services;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;

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
        await Start("http://127.0.0.1:0");
        Http.BaseAddress = new Uri(_app!.Urls.First());
    }

    /// <summary>Stops the host and, when that which happens meanwhile is over, starts it again at the same address with the same data.</summary>
    public async Task Restart(Func<Task> meanwhile)
    {
        await Stop();
        try
        {
            await meanwhile();
        }
        finally
        {
            // Other tests share this shop.
            await Start(Http.BaseAddress!.ToString());
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Stop();

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Start(string url)
    {
        _app = await ShopHost.Build(
            new ShopSettings(ServiceModules.All, new SqliteStorage(_folder), new InMemoryTransport(), url) { WithPage = true, LogOrders = true },
            CancellationToken.None);
        await _app.StartAsync();
    }

    private async Task Stop()
    {
        if (_app is null)
            return;

        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }
}
