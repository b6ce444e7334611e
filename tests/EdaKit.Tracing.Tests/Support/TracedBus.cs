using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using EdaKit.Tracing.Registration;
using EdaKit.Tracing.Tests.Spans;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Tracing.Tests.Support;

/// <summary>A running service with all consumers, which traces its messages.</summary>
public sealed class TracedBus : IAsyncDisposable
{
    private readonly Place _place;
    private readonly IHost _host;
    private readonly bool _hasOutbox;

    private TracedBus(Place place, IHost host, bool hasOutbox) => (_place, _host, _hasOutbox) = (place, host, hasOutbox);

    public Received Received => _host.Services.GetRequiredService<Received>();

    public IServiceProvider Services => _host.Services;

    public static async Task<TracedBus> StartAsync(TransportKind transport, bool hasOutbox, Action<TracingOptions>? configure = null,
        Action<IBusFactoryConfigurator>? bus = null, Action<IServiceCollection>? services = null, Action<OutboxOptions>? outbox = null,
        Action<IBusRegistrationConfigurator>? consumers = null, Action<EdaKitBuilder>? more = null, StoreKind store = StoreKind.Sqlite)
    {
        var place = await Place.CreateAsync(store, transport);
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });

        builder.Services.AddSingleton<Received>();
        builder.Services.AddDbContext<TracedDb>(options => place.Store.Use(options));
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(x =>
        {
            x.AddConsumersFromNamespaceContaining<OnFirst>();
            consumers?.Invoke(x);
            x.AddEdaKit(eda =>
            {
                eda.Contracts.FromAssemblyContaining<First>();
                eda.UseTracing(configure);
                if (hasOutbox)
                    eda.UseOutbox<TracedDb>(outbox);
                more?.Invoke(eda);
            });
            place.Transport.Use(x, (context, configurator) =>
            {
                configurator.UseEdaKit(context);
                bus?.Invoke(configurator);
            }, configureEndpoints: true);
        });
        services?.Invoke(builder.Services);

        var host = builder.Build();
        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TracedDb>().Database.EnsureCreatedAsync();

        await host.StartAsync();
        return new(place, host, hasOutbox);
    }

    /// <summary>Does something in a scope, as a request does, and saves.</summary>
    public async Task DoAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await work(scope.ServiceProvider);

        if (_hasOutbox)
            await scope.ServiceProvider.GetRequiredService<TracedDb>().SaveChangesAsync();
    }

    public Task PublishAsync<T>(T message, Action<PublishContext<T>>? configure = null)
        where T : class =>
        DoAsync(scope => scope.GetRequiredService<IPublishEndpoint>().Publish(message, context => configure?.Invoke(context)));

    /// <summary>Stops it, and leaves its services and what it has stored.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _place.Dispose();
    }
}

public sealed class TracedDb(DbContextOptions<TracedDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOutbox().AddJournal().AddSagas().AddSaga<ErrandState>("errand");
}
