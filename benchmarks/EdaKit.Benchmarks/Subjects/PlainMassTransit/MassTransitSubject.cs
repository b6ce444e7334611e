using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Protocol;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Benchmarks.Subjects.PlainMassTransit;

/// <summary>What the subjects on MassTransit and EF Core share: one host, one context, one bus, with the same settings.</summary>
internal abstract class MassTransitSubject<TDb>(RunPlan plan, InsideFarEnd? farEnd) : ISubject
    where TDb : DbContext
{
    private static readonly TimeSpan BatchTimeLimit = TimeSpan.FromMilliseconds(20);
    private const int BatchesAtOnce = 2;
    private IHost? _host;

    protected RunPlan Plan => plan;

    public IServiceProvider Services => _host!.Services;

    public async Task StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddDbContextPool<TDb>(options => Place.Use(options, plan.Store));
        builder.Services.AddMassTransit(x =>
        {
            Configure(x);
            UseTransport(x);
        });
        AddServices(builder.Services);
        _host = builder.Build();

        await using (var scope = Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TDb>().Database.EnsureCreatedAsync();

        await _host.StartAsync();
    }

    public async Task PublishAsync(Guid orderId)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        db.Add(new OrderRow { Id = orderId, Customer = Orders.Customer });
        await SaveWithMessageAsync(scope.ServiceProvider, db, [orderId]);
    }

    public async Task StoreBacklogAsync(IReadOnlyList<Guid> orderIds)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        db.AddRange(orderIds.Select(id => new OrderRow { Id = id, Customer = Orders.Customer }));
        await SaveWithMessageAsync(scope.ServiceProvider, db, orderIds);
    }

    public async Task SendSampleAsync(Guid orderId)
    {
        // In memory the sample is the feed itself.
        var queue = plan.Transport == TransportKind.RabbitMq ? Orders.SampleQueue : Orders.InputQueue;
        var endpoint = await Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"queue:{queue}"));
        await endpoint.Send(OrderPlaced.Of(orderId));
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is null)
            return;

        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>Commits what the context holds and sees to it that the messages about these orders go out.</summary>
    protected abstract Task SaveWithMessageAsync(IServiceProvider scope, TDb db, IReadOnlyList<Guid> orderIds);

    protected virtual void AddServices(IServiceCollection services)
    {
    }

    protected abstract void Configure(IBusRegistrationConfigurator x);

    protected virtual void Configure(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
    }

    protected void AddConsumer<TConsumer>(IBusRegistrationConfigurator x)
        where TConsumer : class, IConsumer<OrderPlaced>
    {
        if (plan.Workload == WorkloadKind.Consume)
            x.AddConsumer<TConsumer>().Endpoint(endpoint =>
            {
                endpoint.Name = Orders.InputQueue;
                endpoint.PrefetchCount = Orders.Prefetch;
                endpoint.ConcurrentMessageLimit = Orders.Concurrency;
            });
    }

    protected void AddBatchConsumer<TConsumer>(IBusRegistrationConfigurator x)
        where TConsumer : class, IConsumer<Batch<OrderPlaced>>
    {
        if (plan.Workload == WorkloadKind.BatchConsume)
        {
            x.AddConsumer<TConsumer>(consumer => consumer.Options<BatchOptions>(batch => batch
                    .SetMessageLimit(Orders.BatchSize)
                    .SetTimeLimit(BatchTimeLimit)
                    .SetConcurrencyLimit(BatchesAtOnce)))
                .Endpoint(endpoint =>
                {
                    endpoint.Name = Orders.InputQueue;
                    endpoint.PrefetchCount = 4 * Orders.BatchSize;
                });
        }
    }

    private void UseTransport(IBusRegistrationConfigurator x)
    {
        if (plan.Transport == TransportKind.RabbitMq)
        {
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(RunPlan.Broker);
                Configure(context, bus);
                bus.ConfigureEndpoints(context);
            });
            return;
        }

        x.UsingInMemory((context, bus) =>
        {
            Configure(context, bus);

            // A plain handler with neither inbox nor database, so that only the subject is measured.
            bus.ReceiveEndpoint("far-end", endpoint =>
            {
                if (plan.Workload is WorkloadKind.Consume or WorkloadKind.BatchConsume)
                    endpoint.Handler<OrderNoted>(message => CountAsync(message.Message.OrderId));
                else
                    endpoint.Handler<OrderPlaced>(message => CountAsync(message.Message.OrderId));
            });

            bus.ConfigureEndpoints(context);
        });
    }

    private Task CountAsync(Guid orderId)
    {
        farEnd!.Count(orderId);
        return Task.CompletedTask;
    }
}
