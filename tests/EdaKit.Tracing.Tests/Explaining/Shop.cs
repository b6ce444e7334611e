using EdaKit.Journal;
using EdaKit.Outbox.Registration;
using EdaKit.Tracing.Explaining;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Tracing.Tests.Explaining;

/// <summary>A service with a journal, that may be stopped and started again in another way on the same database and broker.</summary>
public sealed class Shop : IAsyncDisposable
{
    private readonly TestStore _store;
    private IHost _host;

    private Shop(TestStore store, TestTransport transport, IHost host) => (_store, Transport, _host) = (store, transport, host);

    /// <summary>The order that went through all.</summary>
    public const string Healthy = "1";

    public static readonly TimeSpan Later = TimeSpan.FromHours(1);

    public TestTransport Transport { get; }

    public ShopBehavior Behavior => _host.Services.GetRequiredService<ShopBehavior>();

    public IFlowSource<ShopDb> Source => _host.Services.GetRequiredService<IFlowSource<ShopDb>>();

    public IServiceProvider Services => _host.Services;

    /// <summary>A shop in which one order has gone through all, so that it is known how that goes.</summary>
    public static async Task<Shop> OpenAsync(StoreKind store = StoreKind.Sqlite, TransportKind transport = TransportKind.InMemory, Action<ShopSetup>? change = null)
    {
        var shop = await StartAsync(store, await TestTransport.CreateAsync(transport), change);
        await shop.PublishAsync(new OrderPlaced(Healthy));
        await shop.WaitForAsync(JournalKind.Consumed, "shop.invoice-issued", Healthy);
        return shop;
    }

    /// <summary>A shop in which nothing has happened.</summary>
    public static async Task<Shop> StartAsync(StoreKind store, TestTransport transport, Action<ShopSetup>? change = null)
    {
        var place = await TestStore.CreateAsync(store);
        var host = Build(place, transport, change);

        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ShopDb>().Database.EnsureCreatedAsync();

        await host.StartAsync();
        return new(place, transport, host);
    }

    /// <summary>Stops it, and starts it in another way.</summary>
    public async Task RestartAsync(Action<ShopSetup> change)
    {
        await StopAsync();
        _host = Build(_store, Transport, change);
        await _host.StartAsync();
    }

    public Task PublishAsync<T>(T message, Action<PublishContext<T>>? configure = null)
        where T : class =>
        DoAsync(scope => scope.GetRequiredService<IPublishEndpoint>().Publish(message, context => configure?.Invoke(context)));

    public Task SendAsync<T>(Uri address, T message, Action<SendContext<T>>? configure = null)
        where T : class =>
        DoAsync(async scope => await (await scope.GetRequiredService<ISendEndpointProvider>().GetSendEndpoint(address)).Send(message, context => configure?.Invoke(context)));

    /// <summary>Does something as a request does, and saves.</summary>
    public async Task DoAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
        await scope.ServiceProvider.GetRequiredService<ShopDb>().SaveChangesAsync();
    }

    public Task WaitForAsync(JournalKind kind, string contract, string order) => WaitForAsync(entry => entry.Kind == kind && entry.Contract == contract && entry.Key == order);

    public Task WaitForAsync(Func<JournalEntry, bool> condition) => Eventually.IsAsync(true, async () => (await ReadAsync(db => db.Set<JournalEntry>().AsNoTracking().ToListAsync())).Exists(entry => condition(entry)));

    public async Task<T> ReadAsync<T>(Func<ShopDb, Task<T>> read)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<ShopDb>());
    }

    /// <summary>Asks why an order has no invoice, or no other thing, some time later.</summary>
    public async Task<FlowVerdict> WhyNotAsync(string order, TimeSpan later, string contract = "InvoiceIssued") =>
        (await new FlowExplainer([Source], new LaterTime(later)).WhyNotAsync(order, contract)).Verdict;

    public Task<FlowExplanation> WhyAsync(string order, TimeSpan later) => new FlowExplainer([Source], new LaterTime(later)).WhyAsync(order);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _store.Dispose();
    }

    private async Task StopAsync()
    {
        Behavior.Release();
        await _host.StopAsync();
        _host.Dispose();

        // A host started after a disposed one in the same flow would log to the disposed one's loggers.
        LogContext.Current = null;
    }

    private static IHost Build(TestStore store, TestTransport transport, Action<ShopSetup>? change)
    {
        var setup = new ShopSetup();
        change?.Invoke(setup);

        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton<ShopBehavior>();
        builder.Services.AddDbContext<ShopDb>(options => store.Use(options));
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = setup.Broker is null);
        builder.Services.AddMassTransit(x =>
        {
            foreach (var consumer in setup.Consumers)
                x.AddConsumer(consumer);

            setup.Registration?.Invoke(x);

            x.AddEdaKit(eda =>
            {
                eda.Contracts.FromAssemblyContaining<OrderPlaced>();
                if (setup.HasOutbox)
                    eda.UseOutbox<ShopDb>(outbox => Set(outbox, setup));

                eda.UseJournal<ShopDb>(journal => journal.Service = setup.Service);
                setup.More?.Invoke(eda);
            });

            (transport with { VirtualHost = setup.Broker ?? transport.VirtualHost }).Use(x, (context, bus) =>
            {
                bus.UseEdaKit(context);
                setup.Bus?.Invoke(bus);
            }, configureEndpoints: true);
        });

        return builder.Build();
    }

    private static void Set(OutboxOptions outbox, ShopSetup setup)
    {
        (outbox.Relay.Enabled, outbox.Relay.MaxAttempts, outbox.Lanes.Enabled) = (setup.Relays, 1, true);
        outbox.Relay.PollInterval = TimeSpan.FromMilliseconds(100);
    }
}
