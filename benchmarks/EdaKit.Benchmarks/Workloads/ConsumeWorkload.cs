using EdaKit.Benchmarks.Subjects;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>Messages straight to the broker; a consumer stores a row and publishes a message for each, until those have arrived.</summary>
internal sealed record ConsumeWorkload() : Workload("consume")
{
    protected override void AddConsumers(IBusRegistrationConfigurator x) => x.AddConsumer<NoteOrders>();

    protected override void AddFarEnd(IBusFactoryConfigurator bus, ICounters counters) => bus.ReceiveEndpoint("far-end", endpoint =>
        endpoint.Handler<OrderNoted>(context =>
        {
            counters.Count(context.Message.OrderId);
            return Task.CompletedTask;
        }));

    protected override Task DriveAsync(IHost host, Subject subject, int messages, int writers)
    {
        var bus = host.Services.GetRequiredService<IBus>();

        return Parallel.ForEachAsync(Enumerable.Range(0, messages), new ParallelOptions { MaxDegreeOfParallelism = writers },
            async (_, cancellationToken) => await bus.Publish(OrderPlaced.Create(Guid.CreateVersion7()), cancellationToken));
    }
}
