using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using MassTransit;

namespace EdaKit.Core.Tests.Contracts.Versions;

/// <summary>MassTransit tells of a fault by the class of the message. Whoever watches faults may have moved that class, or know another version.</summary>
public sealed class When_a_consumer_of_a_contract_fails
{
    [Fact]
    public async Task Should_publish_a_fault_that_bears_contract_and_version()
    {
        await using var bus = await StartAsync<InvoiceIssued, InvoiceIssued>(contracts => contracts.Add<InvoiceIssued>());

        await bus.Bus.Publish(new InvoiceIssued("17", "Ada", 12.5m, "EUR") { IsTaxed = true });

        var fault = await bus.Received.FirstAsync<Fault<InvoiceIssued>>();
        Assert.Equal(new InvoiceIssued("17", "Ada", 12.5m, "EUR") { IsTaxed = true }, fault.Message.Message);
        Assert.Equal("refused", Assert.Single(fault.Message.Exceptions).Message);
        Assert.Equal("urn:message:tests.invoice-issued:v3:fault", fault.SupportedMessageTypes.First());
        Assert.Equal("tests.invoice-issued:fault", fault.DestinationAddress!.AbsolutePath.TrimStart('/'));
    }

    [Fact]
    public async Task Should_hold_an_older_message_as_the_version_that_the_consumer_saw()
    {
        await using var bus = await StartAsync<InvoiceIssued, InvoiceIssued>(contracts => contracts
            .Upcast<InvoiceIssuedV1, InvoiceIssuedV2>(Invoices.Upcast).Upcast<InvoiceIssuedV2, InvoiceIssued>(Invoices.Upcast));

        await bus.Bus.Publish(new InvoiceIssuedV1("17", "Ada", 12.5m));

        Assert.Equal(new InvoiceIssued("17", "Ada", 12.5m, "EUR") { IsTaxed = true }, (await bus.Received.FirstAsync<Fault<InvoiceIssued>>()).Message.Message);
    }

    [Fact]
    public async Task Should_reach_those_who_watch_faults_of_a_newer_version()
    {
        await using var bus = await StartAsync<InvoiceIssuedV1, InvoiceIssued>(contracts => contracts
            .Upcast<InvoiceIssuedV1, InvoiceIssuedV2>(Invoices.Upcast).Upcast<InvoiceIssuedV2, InvoiceIssued>(Invoices.Upcast));

        await bus.Bus.Publish(new InvoiceIssuedV1("17", "Ada", 12.5m));

        var fault = await bus.Received.FirstAsync<Fault<InvoiceIssued>>();
        Assert.Equal(new InvoiceIssued("17", "Ada", 12.5m, "EUR") { IsTaxed = true }, fault.Message.Message);
        Assert.Equal("refused", Assert.Single(fault.Message.Exceptions).Message);
    }

    [Fact]
    public async Task Should_reach_those_whose_class_of_the_contract_is_another()
    {
        await using var bus = await StartAsync<InvoiceIssuedV1, Moved.InvoiceIssued>(contracts => contracts.Add<Moved.InvoiceIssued>());

        await bus.Bus.Publish(new InvoiceIssuedV1("17", "Ada", 12.5m));

        Assert.Equal(new Moved.InvoiceIssued("17", 12.5m), (await bus.Received.FirstAsync<Fault<Moved.InvoiceIssued>>()).Message.Message);
    }

    [Fact]
    public async Task Should_tell_a_requester_of_an_older_version()
    {
        await using var bus = await StartAsync<InvoiceIssued, InvoiceIssued>(contracts => contracts
            .Upcast<InvoiceIssuedV1, InvoiceIssuedV2>(Invoices.Upcast).Upcast<InvoiceIssuedV2, InvoiceIssued>(Invoices.Upcast));
        var client = bus.Bus.CreateRequestClient<InvoiceIssuedV1>(TimeSpan.FromSeconds(20));

        var error = await Assert.ThrowsAsync<RequestFaultException>(() => client.GetResponse<PriceAnswer>(new InvoiceIssuedV1("17", "Ada", 12.5m)));

        Assert.Equal("refused", Assert.Single(error.Fault!.Exceptions).Message);
    }

    [Fact]
    public async Task Should_leave_the_faults_of_what_is_no_contract_to_MassTransit()
    {
        await using var bus = await StartAsync<NoContract, NoContract>(_ => { });

        await bus.Bus.Publish(new NoContract("17"));

        Assert.Equal(MessageTypeCache<Fault<NoContract>>.MessageTypeNames, (await bus.Received.FirstAsync<Fault<NoContract>>()).SupportedMessageTypes);
    }

    private static Task<TestBus> StartAsync<TConsumed, TWatched>(Action<ContractsBuilder> contracts)
        where TConsumed : class
        where TWatched : class =>
        TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => contracts(eda.Contracts);
            c.Registration = x =>
            {
                x.AddConsumer<Refuse<TConsumed>>().Endpoint(e => e.Name = "refusing");

                // The name that MassTransit makes of a generic type gets nothing in memory.
                x.AddConsumer<Watch<Fault<TWatched>>>().Endpoint(e => e.Name = "faults");
            };
        });

    private sealed class Refuse<T> : IConsumer<T>
        where T : class
    {
        public Task Consume(ConsumeContext<T> context) => throw new InvalidOperationException("refused");
    }

    private static class Moved
    {
        [EventContract("tests.invoice-issued", version: 1)]
        public sealed record InvoiceIssued(string Number, decimal Amount);
    }
}
