using System.Collections.Concurrent;
using EdaKit.Outbox;
using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Cli.Tests.Support;

/// <summary>
/// The database of an application that sent what could not be sent. It ran on RabbitMQ and has stopped: what is parked, held and delayed
/// there, its own relay left.
/// </summary>
public sealed class Shop : IDisposable
{
    public const string Lane = "customer-7";

    /// <summary>What would clear a terminal, colour it and turn its writing around.</summary>
    public const string Mischief = "\u001b[2J\u001b[31m\u009b1m\u202e";

    private static readonly ConcurrentDictionary<(StoreKind, string?), Lazy<Task<Template>>> Templates = new();

    private readonly TestDatabase _database;
    private readonly string? _schema;
    private readonly Records _records;

    private Shop(TestDatabase database, string? schema, Records records) => (_database, _schema, _records) = (database, schema, records);

    public string Connection => _database.Connection;

    /// <summary>Parked, in no lane.</summary>
    public Guid Order => _records.Order;

    /// <summary>Parked, of another type and for another place.</summary>
    public Guid Invoice => _records.Invoice;

    /// <summary>Parked, and <see cref="Held"/> is behind it in the lane.</summary>
    public Guid Blocking => _records.Blocking;

    public Guid Held => _records.Held;

    /// <summary>Not due for an hour.</summary>
    public Guid Delayed => _records.Delayed;

    /// <summary>A copy of what the application once left behind, which takes seconds and a broker.</summary>
    public static async Task<Shop> CreateAsync(StoreKind kind, string? schema = null)
    {
        var template = await Templates.GetOrAdd((kind, schema), _ => new(() => FillAsync(kind, schema))).Value;
        return new(await template.CopyAsync(), schema, template.Records);
    }

    /// <summary>Runs the application on this database for as long as the work takes.</summary>
    public async Task RunAsync(Func<IServiceProvider, Task> work, Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator>? bus = null)
    {
        using var host = Build(await Servers.CreateVirtualHostAsync(), bus);
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
        var options = new DbContextOptionsBuilder<ShopDb>();
        Use(options);
        await using var db = new ShopDb(options.Options, new(_schema));
        await db.Database.ExecuteSqlAsync(sql);
    }

    public void Dispose() => _database.Dispose();

    private static async Task<Template> FillAsync(StoreKind kind, string? schema)
    {
        var database = await TestDatabase.CreateAsync(kind);
        Records? records = null;
        Guid order = NewId.NextGuid(), invoice = NewId.NextGuid(), blocking = NewId.NextGuid(), held = NewId.NextGuid(), delayed = NewId.NextGuid();

        await new Shop(database, schema, new()).RunAsync(async services =>
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
            records = new(all[order], all[invoice], all[blocking], all[held], all[delayed]);
        });
        return new(await database.FreezeAsync(), records!);
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

    private void Use(DbContextOptionsBuilder options)
    {
        _database.Use(options);
        options.ReplaceService<IModelCacheKeyFactory, ModelForSchema>();
    }

    private IHost Build(Uri broker, Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator>? configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddSingleton(new ShopSchema(_schema));
        builder.Services.AddDbContext<ShopDb>(Use);
        builder.Services.AddMassTransit(x =>
        {
            x.AddEdaKit(eda =>
            {
                eda.Contracts.FromAssemblyContaining<OrderPlaced>();
                eda.UseOutbox<ShopDb>(outbox => outbox.Relay.MaxAttempts = 1);
            });
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(broker);
                bus.UseEdaKit(context);
                configure?.Invoke(context, bus);
            });
        });

        return builder.Build();
    }

    private sealed record Records(Guid Order = default, Guid Invoice = default, Guid Blocking = default, Guid Held = default, Guid Delayed = default);

    private sealed record Template(Func<Task<TestDatabase>> CopyAsync, Records Records);
}
