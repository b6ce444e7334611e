using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Retail.Host.Services;
using Retail.Host.Switches;
using Retail.Tracking;
using Retail.Tracking.Live;
using Samples.Hosting;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;

namespace Retail.Tests.Tracking;

/// <summary>The tracking service alone: what it knows, it knows from the events that a test publishes.</summary>
internal sealed class TrackingShop : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string? _folder;

    private TrackingShop(WebApplication app, string? folder)
    {
        App = app;
        _folder = folder;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = Patience };
    }

    public WebApplication App { get; }

    public HttpClient Http { get; }

    /// <summary>On a SQLite file of its own.</summary>
    public static Task<TrackingShop> Start()
    {
        var folder = Directory.CreateTempSubdirectory("retail-tests-").FullName;
        return Start(new SqliteStorage(folder), folder);
    }

    /// <summary>On a storage that may be shared with others.</summary>
    public static Task<TrackingShop> StartOn(IServiceStorage storage) => Start(storage, folder: null);

    /// <summary>Tells the service something, as another service would.</summary>
    /// <param name="message">The event.</param>
    /// <param name="id">The message's id, to send the same one again.</param>
    public Task Publish(object message, Guid? id = null) => App.Services.GetRequiredService<IBus>().Publish(
        message, message.GetType(), Pipe.Execute<PublishContext>(context => context.MessageId = id ?? NewId.NextGuid()));

    public void Turn(ServiceState state) => Switch.Turn(state);

    /// <summary>Waits until so many attempts have failed.</summary>
    public Task UntilFailed(int attempts) => Until(() => Task.FromResult(Switch.Failed >= attempts));

    /// <summary>Waits until so many messages have been handled.</summary>
    public Task UntilHandled(int messages) => Until(() => Task.FromResult(Switch.Handled >= messages));

    /// <summary>Whether the service knows of anybody who watches.</summary>
    public bool IsWatched => App.Services.GetRequiredService<ChangeFeed>().IsWatched;

    public Task UntilNobodyWatches() => Until(() => Task.FromResult(!IsWatched));

    /// <summary>Waits until an order has so many steps.</summary>
    public async Task<JsonElement> UntilSteps(string number, int count)
    {
        JsonElement order = default;
        await Until(async () =>
        {
            using var response = await Http.GetAsync($"/tracking/orders/{number}");
            if (!response.IsSuccessStatusCode)
                return false;

            order = await response.Content.ReadFromJsonAsync<JsonElement>();
            return order.GetProperty("steps").GetArrayLength() == count;
        });
        return order;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();

        if (_folder is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private ServiceSwitch Switch => App.Services.GetRequiredService<ServiceSwitches>().Named(TrackingModule.Name)!;

    private static async Task<TrackingShop> Start(IServiceStorage storage, string? folder)
    {
        ServiceModule[] modules = [ServiceModules.Named(TrackingModule.Name)];
        var app = await ShopHost.Build(
            new ShopSettings(modules, storage, new InMemoryTransport(), ListenAddress.AnyFreePort), CancellationToken.None);
        await app.StartAsync();
        return new TrackingShop(app, folder);
    }

    private static Task Until(Func<Task<bool>> isSo) => Eventually.Is(isSo, Patience);
}
