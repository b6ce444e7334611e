using EdaKit.Outbox.Tests.Support;
using MassTransit;

namespace EdaKit.Outbox.Tests.Inbox;

/// <summary>The container caches what a scope resolves once; an endpoint cached outside the inbox would send past the outbox inside it.</summary>
public sealed class When_a_filter_outside_the_inbox_injects_endpoints
{
    [Fact]
    public async Task Should_still_capture_what_the_consumer_sends_through_them()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x =>
            {
                x.AddConsumer<PublishesThenFails>();
                x.AddConsumer<WatchNotes>().Endpoint(e => e.Name = "notes");
                x.AddConsumer<WatchFaults>();
            };
            c.BeforeEdaKit = (context, bus) => bus.UseConsumeFilter(typeof(EarlyFilter<>), context);
        });

        await app.Bus.Publish(new OrderPlaced("leak?"));
        await app.Received.WaitForAsync<Fault<OrderPlaced>>(1);

        // What had leaked to the queue would be handled before this.
        await app.Bus.Publish(new OrderNoted("marker"));
        var notes = await app.Received.WaitForAsync<Seen<OrderNoted>>(seen => seen.Any(note => note.Message.OrderNumber == "marker"));

        Assert.Equal("marker", Assert.Single(notes).Message.OrderNumber);
    }

    public sealed class EarlyFilter<T>(IPublishEndpoint publish, ISendEndpointProvider send) : IFilter<ConsumeContext<T>>
        where T : class
    {
        public Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
        {
            ArgumentNullException.ThrowIfNull(publish);
            ArgumentNullException.ThrowIfNull(send);
            return next.Send(context);
        }

        public void Probe(ProbeContext context)
        {
        }
    }

    public sealed class PublishesThenFails(IPublishEndpoint publish, ISendEndpointProvider send) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            await publish.Publish(new OrderNoted("published"));
            await (await send.GetSendEndpoint(new Uri("queue:notes"))).Send(new OrderNoted("sent"));
            throw new InvalidOperationException("after publishing");
        }
    }
}
