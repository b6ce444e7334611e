using EdaKit.Outbox;
using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Cli.Tests.Support;

/// <summary>
/// The database of an application that sent what could not be sent. It ran on RabbitMQ and has stopped: what is parked, held and delayed
/// there, its own relay left.
/// </summary>
public sealed class Shop : IAsyncDisposable
{
    public const string Lane = "customer-7";

    /// <summary>What would clear a terminal, colour it and turn its writing around.</summary>
    public const string Mischief = "\u001b[2J\u001b[31m\u009b1m\u202e";

    private readonly StoreKind _kind;
    private readonly string? _schema;
    private readonly Uri _broker;

    private Shop(StoreKind kind, string connection, string? schema, Uri broker) => (_kind, Connection, _schema, _broker) = (kind, connection, schema, broker);

    public string Connection { get; }

    /// <summary>Parked, in no lane.</summary>
    public Guid Order { get; private set; }

    /// <summary>Parked, of another type and for another place.</summary>
    public Guid Invoice { get; private set; }

    /// <summary>Parked, and <see cref="Held"/> is behind it in the lane.</summary>
    public Guid Blocking { get; private set; }

    public Guid Held { get; private set; }

    /// <summary>Not due for an hour.</summary>
    public Guid Delayed { get; private set; }

    public static async Task<Shop> CreateAsync(StoreKind kind, string? schema = null)
    {
        var connection = kind == StoreKind.Sqlite
            ? $"Data Source={Path.Combine(Path.GetTempPath(), $"edakit-cli-{Guid.NewGuid():N}.db")};Pooling=false"
            : await Servers.CreateDatabaseAsync();
        var shop = new Shop(kind, connection, schema, await Servers.CreateVirtualHostAsync());
        await shop.FillAsync();
        return shop;
    }

    /// <summary>Runs the application on this database for as long as the work takes.</summary>
    public async Task RunAsync(Func<IServiceProvider, Task> work, Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator>? bus = null)
    {
        using var host = Build(bus);
        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ShopDb>().Database.EnsureCreatedAsync();

        await host.StartAsync();
        await work(host.Services);
        await host.StopAsync();

        // A host started after a disposed one in the same flow would log to the disposed one's loggers.
        LogContext.Current = null;
    }

    public async Task ExecuteAsync(FormattableString sql)
    {
        using var host = Build(null);
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ShopDb>().Database.ExecuteSqlAsync(sql);
    }

    public ValueTask DisposeAsync()
    {
        if (_kind == StoreKind.Sqlite)
        {
            foreach (var end in new[] { "", "-wal", "-shm" })
                File.Delete(new SqliteConnectionStringBuilder(Connection).DataSource + end);
        }

        return ValueTask.CompletedTask;
    }

    private async Task FillAsync()
    {
        Guid order = NewId.NextGuid(), invoice = NewId.NextGuid(), blocking = NewId.NextGuid(), held = NewId.NextGuid(), delayed = NewId.NextGuid();

        await RunAsync(async services =>
        {
            await using (var scope = services.CreateAsyncScope())
            {
                var send = scope.ServiceProvider.GetRequiredService<ISendEndpointProvider>();
                var (orders, bills) = (await send.GetSendEndpoint(new("exchange:orders")), await send.GetSendEndpoint(new("exchange:bills")));

                await orders.Send(new OrderPlaced($"1 {Mischief}"), context => (context.MessageId, _) = (order, Mark(context)));
                await bills.Send(new InvoiceIssued("2"), context => context.MessageId = invoice);
                await orders.Send(new OrderPlaced("3"), context => InLane(context, blocking));
                await orders.Send(new OrderPlaced("4"), context => InLane(context, held));
                await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("5"),
                    context => (context.MessageId, context.Delay) = (delayed, TimeSpan.FromHours(1)));
                await scope.ServiceProvider.GetRequiredService<ShopDb>().SaveChangesAsync();
            }

            var operations = services.GetRequiredService<IOutboxOperations<ShopDb>>();
            await Eventually.IsAsync((3L, 1L, 1L), async () => await operations.CountAsync() is var counts ? (counts.Parked, counts.Held, counts.Delayed) : default);

            var all = (await operations.ListParkedAsync()).Records.Concat((await operations.ListWaitingAsync()).Records).ToDictionary(record => record.MessageId, record => record.Id);
            (Order, Invoice, Blocking, Held, Delayed) = (all[order], all[invoice], all[blocking], all[held], all[delayed]);
        });
    }

    private static bool Mark(SendContext context)
    {
        context.Headers.Set("note", Mischief);
        return true;
    }

    private static void InLane(SendContext context, Guid messageId)
    {
        context.MessageId = messageId;
        context.SetLane(Lane);
    }

    private IHost Build(Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator>? configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddSingleton(new ShopSchema(_schema));
        builder.Services.AddDbContext<ShopDb>(options => (_kind == StoreKind.Sqlite ? options.UseSqlite(Connection) : options.UseNpgsql(Connection))
            .ReplaceService<IModelCacheKeyFactory, ModelForSchema>());
        builder.Services.AddMassTransit(x =>
        {
            x.AddEdaKit(eda =>
            {
                eda.Contracts.FromAssemblyContaining<OrderPlaced>();
                eda.UseOutbox<ShopDb>(outbox => outbox.Relay.MaxAttempts = 1);
            });
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(_broker);
                bus.UseEdaKit(context);
                configure?.Invoke(context, bus);
            });
        });

        return builder.Build();
    }
}
