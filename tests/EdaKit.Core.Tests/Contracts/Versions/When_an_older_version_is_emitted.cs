using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using MassTransit;

namespace EdaKit.Core.Tests.Contracts.Versions;

/// <summary>A publisher that is ready, and consumers that are not yet.</summary>
public sealed class When_an_older_version_is_emitted
{
    [Theory, InlineData(2), InlineData(1)]
    public async Task Should_reach_the_consumers_of_that_version(int version)
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => eda.Contracts
                .Downcast<InvoiceIssued, InvoiceIssuedV2>(Invoices.Downcast).Downcast<InvoiceIssuedV2, InvoiceIssuedV1>(Invoices.Downcast).Emit<InvoiceIssued>(version);
            c.Registration = x =>
            {
                x.AddConsumer<Watch<InvoiceIssuedV1>>();
                x.AddConsumer<Watch<InvoiceIssuedV2>>();
            };
        });

        await bus.Bus.Publish(new InvoiceIssued("17", "Ada", 12.5m, "EUR") { IsTaxed = true });

        if (version == 2)
            await AssertAsync(bus, new InvoiceIssuedV2("17", "Ada", 12.5m), "urn:message:tests.invoice-issued:v2");
        else
            await AssertAsync(bus, new InvoiceIssuedV1("17", "Ada", 12.5m), "urn:message:tests.invoice-issued:v1");
    }

    [Fact]
    public async Task Should_reach_them_also_when_it_is_sent_to_an_address()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => eda.Contracts.Downcast<InvoiceIssued, InvoiceIssuedV2>(Invoices.Downcast).Emit<InvoiceIssued>(2);
            c.Registration = x => x.AddConsumer<Watch<InvoiceIssuedV2>>().Endpoint(e => e.Name = "invoices");
        });

        var endpoint = await bus.Bus.GetSendEndpoint(new("queue:invoices"));
        await endpoint.Send(new InvoiceIssued("17", "Ada", 12.5m, "EUR") { IsTaxed = true }, context => context.Headers.Set("note", "kept"));

        await AssertAsync(bus, new InvoiceIssuedV2("17", "Ada", 12.5m), "urn:message:tests.invoice-issued:v2");
        Assert.Equal("kept", (await bus.Received.FirstAsync<InvoiceIssuedV2>()).Headers.Get<string>("note"));
    }

    [Fact]
    public async Task Should_reach_those_who_consume_an_interface_of_it()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => eda.Contracts.Downcast<DeskMoved, DeskMovedV1>(v2 => new(v2.Number)).Emit<DeskMoved>(1);
            c.Registration = x => x.AddConsumer<Watch<IAudited>>().Endpoint(e => e.Name = "audit");
        });

        await bus.Bus.Publish(new DeskMoved("17", "north"));

        var received = await bus.Received.FirstAsync<IAudited>();
        Assert.Equal("17", received.Message.Number);
        Assert.Equal(["urn:message:tests.desk-moved:v1", MessageUrn.ForTypeString<IAudited>()], received.SupportedMessageTypes);
    }

    [Fact]
    public async Task Should_leave_other_contracts_as_they_are()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => eda.Contracts.Downcast<InvoiceIssued, InvoiceIssuedV2>(Invoices.Downcast).Emit<InvoiceIssued>(2);
            c.Registration = x => x.AddConsumer<Watch<OrderPlaced>>();
        });

        await bus.Bus.Publish(new OrderPlaced("17"));

        Assert.Equal(["urn:message:tests.order-placed:v2"], (await bus.Received.FirstAsync<OrderPlaced>()).SupportedMessageTypes);
    }

    private static async Task AssertAsync<T>(TestBus bus, T message, string urn)
        where T : class
    {
        var received = await bus.Received.FirstAsync<T>();
        Assert.Equal(message, received.Message);
        Assert.Equal([urn], received.SupportedMessageTypes);
    }

    public interface IAudited
    {
        string Number { get; }
    }

    [EventContract("tests.desk-moved", version: 1)]
    public sealed record DeskMovedV1(string Number) : IAudited;

    [EventContract("tests.desk-moved", version: 2)]
    public sealed record DeskMoved(string Number, string Room) : IAudited;
}
