using EdaKit.Core.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Core.Tests.Contracts;

public sealed class ContractNamesTests
{
    [Fact]
    public async Task Topology_of_a_contract_names_the_exchange_after_the_contract()
    {
        await using var bus = TestBus.Build(_ => { });

        Assert.Equal("/tests.order-placed", PublishPath<OrderPlaced>(bus));
        Assert.Equal("/tests.bill-order", PublishPath<BillOrder>(bus));
    }

    [Fact]
    public async Task Topology_of_two_versions_names_one_exchange()
    {
        await using var bus = TestBus.Build(_ => { });

        Assert.Equal(PublishPath<OrderPlacedV1>(bus), PublishPath<OrderPlaced>(bus));
    }

    [Fact]
    public async Task Topology_of_a_plain_type_stays_as_MassTransit_names_it()
    {
        await using var with = TestBus.Build(_ => { });
        await using var without = TestBus.Build(c => c.UseEdaKitTimes = 0);

        Assert.Equal(PublishPath<NoContract>(without), PublishPath<NoContract>(with));
    }

    [Fact]
    public async Task When_two_versions_share_an_exchange_each_consumer_gets_its_own_version()
    {
        await using var bus = await TestBus.StartAsync(c => c.Registration = x =>
        {
            x.AddConsumer<Watch<OrderPlacedV1>>().Endpoint(e => e.Name = "v1");
            x.AddConsumer<Watch<OrderPlaced>>().Endpoint(e => e.Name = "v2");
        });

        await bus.Bus.Publish(new OrderPlacedV1("old"));
        await bus.Bus.Publish(new OrderPlaced("new"));

        var old = await bus.Received.FirstAsync<OrderPlacedV1>();
        var current = await bus.Received.FirstAsync<OrderPlaced>();

        Assert.Equal("old", old.Message.OrderNumber);
        Assert.Equal(["urn:message:tests.order-placed:v1"], old.SupportedMessageTypes);
        Assert.Equal("new", current.Message.OrderNumber);
        Assert.Equal(["urn:message:tests.order-placed:v2"], current.SupportedMessageTypes);
    }

    [Fact]
    public async Task When_two_versions_share_an_endpoint_each_consumer_gets_its_own_version()
    {
        await using var bus = await TestBus.StartAsync(c => c.Registration = x =>
        {
            x.AddConsumer<Watch<OrderPlacedV1>>().Endpoint(e => e.Name = "both");
            x.AddConsumer<Watch<OrderPlaced>>().Endpoint(e => e.Name = "both");
        });

        await bus.Bus.Publish(new OrderPlacedV1("old"));
        await bus.Bus.Publish(new OrderPlaced("new"));

        Assert.Equal("old", (await bus.Received.FirstAsync<OrderPlacedV1>()).Message.OrderNumber);
        Assert.Equal("new", (await bus.Received.FirstAsync<OrderPlaced>()).Message.OrderNumber);
    }

    private static string PublishPath<T>(TestBus bus)
        where T : class =>
        bus.Services.GetRequiredService<IBus>().Topology.TryGetPublishAddress<T>(out var address) ? address.AbsolutePath : "";
}
