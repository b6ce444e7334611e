using EdaKit.Benchmarks.Protocol;
using JasperFx;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.Marten;
using Wolverine.RabbitMQ;

namespace EdaKit.Benchmarks.Wolverine;

/// <summary>
/// Wolverine with Marten, as its documentation advises for durable messaging over RabbitMQ: lightweight sessions, durable inbox and outbox,
/// transactions applied by policy. Its handlers' code is compiled at run time, before the clock starts.
/// </summary>
internal sealed class WolverineSubject(RunPlan plan) : ISubject
{
    private const string ConfirmingName = "wolverine-confirms";
    private static readonly TimeSpan BatchTimeLimit = TimeSpan.FromMilliseconds(20);
    private static readonly Uri Sample = new($"rabbitmq://exchange/{Orders.SampleQueue}");

    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(RunPlan.Database);
    private IHost? _host;

    private bool Confirms => plan.Subject == ConfirmingName;

    public async Task StartAsync()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);

        builder.Services.AddMarten(marten =>
            {
                marten.Connection(_database);
                marten.DisableNpgsqlLogging = true;
                marten.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
                marten.Schema.For<Order>();
            })
            .UseLightweightSessions()
            .ApplyAllDatabaseChangesOnStartup()
            .IntegrateWithWolverine();

        builder.UseWolverine(Configure);
        _host = builder.Build();
        await _host.StartAsync();
    }

    public async Task PublishAsync(Guid orderId)
    {
        await using var scope = _host!.Services.CreateAsyncScope();
        await using var session = scope.ServiceProvider.GetRequiredService<IDocumentStore>().LightweightSession();
        var outbox = scope.ServiceProvider.GetRequiredService<IMartenOutbox>();
        outbox.Enroll(session);
        session.Insert(new Order { Id = orderId, Customer = Orders.Customer });
        await outbox.PublishAsync(OrderPlaced.Of(orderId));
        await session.SaveChangesAsync();
    }

    public async Task SendSampleAsync(Guid orderId)
    {
        await using var scope = _host!.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().EndpointFor(Sample).SendAsync(OrderPlaced.Of(orderId));
    }

    public Task StoreBacklogAsync(IReadOnlyList<Guid> orderIds) => throw new NotSupportedException(
        "Wolverine's outbox sends what is committed at once; a backlog arises only when a node dies, and is recovered in small pages.");

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }

        await _database.DisposeAsync();
    }

    private void Configure(WolverineOptions options)
    {
        options.UseRabbitMq(RunPlan.Broker)
            .AutoProvision()
            .ConfigureChannelCreation(channel =>
            {
                channel.PublisherConfirmationsEnabled = Confirms;
                channel.PublisherConfirmationTrackingEnabled = Confirms;
            });

        options.Policies.AutoApplyTransactions();
        options.Policies.UseDurableInboxOnAllListeners();
        options.Policies.UseDurableOutboxOnAllSendingEndpoints();
        options.Discovery.DisableConventionalDiscovery();

        options.PublishMessage<OrderPlaced>()
            .ToRabbitExchange(Orders.PlacedExchange, exchange => exchange.ExchangeType = ExchangeType.Fanout);
        options.PublishMessage<OrderNoted>()
            .ToRabbitExchange(Orders.NotedExchange, exchange => exchange.ExchangeType = ExchangeType.Fanout);

        if (plan.Workload == WorkloadKind.Consume)
        {
            options.Discovery.IncludeType(typeof(NoteOrders));
            options.ListenToRabbitQueue(Orders.InputQueue)
                .PreFetchCount(Orders.Prefetch)
                .MaximumParallelMessages(Orders.Concurrency)
                .UseDurableInbox();
        }
        else if (plan.Workload == WorkloadKind.BatchConsume)
        {
            options.Discovery.IncludeType(typeof(NoteOrderBatches));
            options.BatchMessagesOf<OrderPlaced>(batch =>
            {
                batch.BatchSize = Orders.BatchSize;
                batch.TriggerTime = BatchTimeLimit;
            });
            options.ListenToRabbitQueue(Orders.InputQueue).PreFetchCount(4 * Orders.BatchSize).UseDurableInbox();
        }
    }
}
