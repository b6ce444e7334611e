using System.Collections.Concurrent;
using EdaKit.Configuration;
using EdaKit.Contracts;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.PostgreSql.Tests.Support;

[EventContract("tests.order-placed", version: 1)]
public sealed record OrderPlaced([property: BusinessKey] string OrderNumber);

[EventContract("tests.order-noted", version: 1)]
public sealed record OrderNoted([property: BusinessKey] string OrderNumber);

/// <summary>An application without EF Core, as a user would write it. Each has a transport of its own in memory, so what arrives here was sent here.</summary>
public sealed class App : IAsyncDisposable
{
    private readonly IHost _host;

    private App(IHost host)
    {
        _host = host;
    }

    public Seen Seen => _host.Services.GetRequiredService<Seen>();

    public static async Task<App> StartAsync(Database database, Action<OutboxOptions>? outbox = null, Action<IBusRegistrationConfigurator>? consumers = null,
        Action<EdaKitBuilder>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton<Seen>();
        builder.Services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<Seen>());
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(x =>
        {
            (consumers ?? (configure => configure.AddConsumer<WatchOrders>()))(x);
            x.AddEdaKit(eda =>
            {
                eda.Contracts.FromAssemblyContaining<OrderPlaced>();
                eda.UseOutbox(database.Source, outbox);
                more?.Invoke(eda);
            });
            x.UsingInMemory((context, bus) =>
            {
                bus.UseEdaKit(context);
                bus.ConfigureEndpoints(context);
            });
        });

        var app = new App(builder.Build());
        await app._host.StartAsync();
        return app;
    }

    /// <summary>Stores orders and their messages in one transaction.</summary>
    public async Task PlaceAsync(Database database, params string[] orders)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        foreach (var order in orders)
            await outbox.Publish(new OrderPlaced(order));

        await outbox.CommitAsync(transaction);
    }

    public async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        LogContext.Current = null;
    }
}

public sealed class WatchOrders(Seen seen) : IConsumer<OrderPlaced>
{
    public Task Consume(ConsumeContext<OrderPlaced> context)
    {
        seen.Add(context.Message.OrderNumber);
        return Task.CompletedTask;
    }
}

/// <summary>What consumers and the log of an application saw, and how a test waits for it.</summary>
public sealed class Seen : ILoggerProvider, ILogger
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly ConcurrentQueue<string> _orders = new();
    private readonly ConcurrentQueue<int> _events = new();

    public IReadOnlyList<string> Orders => [.. _orders];

    public void Add(string order) => _orders.Enqueue(order);

    public Task OrdersAsync(int count) => UntilAsync(() => _orders.Count >= count);

    public Task EventAsync(int id, int times = 1) => UntilAsync(() => _events.Count(seen => seen == id) >= times);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _events.Enqueue(eventId.Id);

    public void Dispose()
    {
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(Bound);
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(10), bound.Token);
    }
}
