using EdaKit.Benchmarks.Subjects;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>Writers that each save a row and publish a message, again and again, until all have arrived at a queue's consumer.</summary>
internal sealed record PublishWorkload() : Workload("publish")
{
    protected override void AddConsumers(IBusRegistrationConfigurator x)
    {
    }

    protected override void AddFarEnd(IBusFactoryConfigurator bus, ICounters counters) => bus.ReceiveEndpoint("far-end", endpoint =>
        endpoint.Handler<OrderPlaced>(context =>
        {
            counters.Count(context.Message.OrderId);
            return Task.CompletedTask;
        }));

    protected override Task DriveAsync(IHost host, Subject subject, int messages, int writers) => Parallel.ForEachAsync(
        Enumerable.Range(0, messages), new ParallelOptions { MaxDegreeOfParallelism = writers }, async (_, cancellationToken) =>
        {
            await using var scope = host.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BenchmarkDb>();
            var publish = scope.ServiceProvider.GetRequiredService<IPublishEndpoint>();
            var id = Guid.CreateVersion7();

            db.Rows.Add(new Row { Id = id, Text = "customer 17850" });

            // With an outbox the publish joins the save; without one it must follow it.
            if (subject.UsesEdaKit)
                await publish.Publish(OrderPlaced.Create(id), cancellationToken);

            await db.SaveChangesAsync(cancellationToken);

            if (!subject.UsesEdaKit)
                await publish.Publish(OrderPlaced.Create(id), cancellationToken);
        });
}
