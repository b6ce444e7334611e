using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Records;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Tests.Support;

/// <summary>An application with one outbox context, on a real database and a real transport, as a user would write it.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly IHost _host;

    private TestApp(IHost host)
    {
        _host = host;
    }

    public IServiceProvider Services => _host.Services;

    public Received Received => Services.GetRequiredService<Received>();

    public TestLog Log => Services.GetRequiredService<TestLog>();

    public IBus Bus => Services.GetRequiredService<IBus>();

    public static async Task<TestApp> StartAsync(Place place, Action<TestAppConfiguration> configure)
    {
        var app = new TestApp(Build(place, configure));

        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ShopDb>().Database.EnsureCreatedAsync();

        await app._host.StartAsync();
        return app;
    }

    public static IHost Build(Place place, Action<TestAppConfiguration> configure)
    {
        var configuration = new TestAppConfiguration();
        configure(configuration);

        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton<TestLog>();
        builder.Services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<TestLog>());
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug));
        builder.Services.AddSingleton<Received>();
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);

        if (configuration.RegisterContext)
            builder.Services.AddDbContext<ShopDb>(options => place.Store.Use(options));

        configuration.Services?.Invoke(builder.Services);

        builder.Services.AddMassTransit(x =>
        {
            configuration.Consumers?.Invoke(x);

            if (configuration.UseDefaultEdaKit)
            {
                x.AddEdaKit(eda =>
                {
                    eda.Contracts.FromAssemblyContaining<OrderPlaced>();
                    eda.UseOutbox<ShopDb>(configuration.Outbox);
                });
            }

            place.Transport.Use(x, (context, bus) =>
            {
                configuration.BeforeEdaKit?.Invoke(context, bus);

                if (configuration.CallUseEdaKit)
                    bus.UseEdaKit(context);

                configuration.Bus?.Invoke(context, bus);
            }, configuration.ConfigureEndpoints);
        });

        return builder.Build();
    }

    /// <summary>Runs work in a scope of its own, as a request would.</summary>
    public async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    public Task<int> CountOrdersAsync() => QueryAsync(db => db.Orders.CountAsync());

    public Task<int> CountRecordsAsync() => QueryAsync(db => db.Set<OutboxRecord>().CountAsync());

    public Task<int> CountInboxAsync() => QueryAsync(db => db.Set<InboxEntry>().CountAsync());

    public async Task<T> QueryAsync<T>(Func<ShopDb, Task<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<ShopDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();

        // A host started after a disposed one in the same flow would log to the disposed one's loggers.
        LogContext.Current = null;
    }
}

/// <summary>What a test asks of its application.</summary>
public sealed class TestAppConfiguration
{
    public bool RegisterContext { get; set; } = true;
    public bool UseDefaultEdaKit { get; set; } = true;
    public bool CallUseEdaKit { get; set; } = true;
    public bool ConfigureEndpoints { get; set; } = true;
    public Action<IServiceCollection>? Services { get; set; }
    public Action<IBusRegistrationConfigurator>? Consumers { get; set; }
    public Action<EdaKit.Outbox.Registration.OutboxOptions>? Outbox { get; set; }
    public Action<IBusRegistrationContext, IBusFactoryConfigurator>? BeforeEdaKit { get; set; }
    public Action<IBusRegistrationContext, IBusFactoryConfigurator>? Bus { get; set; }
}
