using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.Core.Tests.Contracts.Versions;

/// <summary>MassTransit's own reader of bare JSON knows no way between versions, and can be told to give it to whoever asks for anything.</summary>
public sealed class When_bare_JSON_names_a_contract
{
    private const RawSerializerOptions Anything = RawSerializerOptions.Default | RawSerializerOptions.AnyMessageType;

    private static readonly InvoiceIssued Expected = new("17", "Ada", 12.5m, "EUR") { IsTaxed = true };

    [Theory]
    [InlineData(RawSerializerOptions.Default, true), InlineData(RawSerializerOptions.Default, false), InlineData(Anything, true), InlineData(Anything, false)]
    public async Task Should_reach_the_consumer_of_the_newest_version(RawSerializerOptions options, bool isReadBeforeEdaKit)
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => Upcast(eda.Contracts);
            c.Registration = x => x.AddConsumer<Watch<InvoiceIssued>>();
            if (isReadBeforeEdaKit)
                c.BeforeEdaKit = (_, bus) => bus.UseRawJsonDeserializer(options);
            else
                c.Bus = (_, bus) => bus.UseRawJsonDeserializer(options);
        });

        await PublishAsync(bus, new InvoiceIssuedV1("17", "Ada", 12.5m));

        var received = await bus.Received.FirstAsync<InvoiceIssued>();
        Assert.Equal(Expected, received.Message);
        Assert.Equal(["urn:message:tests.invoice-issued:v1"], received.SupportedMessageTypes);
    }

    [Fact]
    public async Task Should_reach_it_also_where_only_the_endpoint_reads_bare_JSON()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => Upcast(eda.Contracts);
            c.Registration = x =>
            {
                x.AddConsumer<Watch<InvoiceIssued>>();
                x.AddConfigureEndpointsCallback((_, _, endpoint) => endpoint.UseRawJsonDeserializer());
            };
        });

        await PublishAsync(bus, new InvoiceIssuedV1("17", "Ada", 12.5m));

        Assert.Equal(Expected, (await bus.Received.FirstAsync<InvoiceIssued>()).Message);
    }

    [Fact]
    public async Task Should_stay_the_older_version_when_it_is_redelivered()
    {
        await using var bus = await StartAsync(x =>
        {
            x.AddConsumer<RefuseOnce>();
            x.AddConfigureEndpointsCallback((_, _, endpoint) => endpoint.UseDelayedRedelivery(retry => retry.Immediate(1)));
        });

        await PublishAsync(bus, new InvoiceIssuedV1("17", "Ada", 12.5m));

        var redelivered = await bus.Received.FirstAsync<InvoiceIssued>();
        Assert.Equal(Expected, redelivered.Message);
        Assert.Equal(["urn:message:tests.invoice-issued:v1"], redelivered.SupportedMessageTypes);
        Assert.Equal(1, redelivered.GetRedeliveryCount());
    }

    [Fact]
    public async Task Should_reach_no_consumer_of_another_contract()
    {
        await using var bus = await StartAsync(x =>
        {
            x.AddConsumer<Watch<InvoiceIssued>>().Endpoint(e => e.Name = "both");
            x.AddConsumer<Watch<OrderBilled>>().Endpoint(e => e.Name = "both");
        });

        await PublishAsync(bus, new InvoiceIssuedV1("17", "Ada", 12.5m));
        Assert.Equal(Expected, (await bus.Received.FirstAsync<InvoiceIssued>()).Message);

        await PublishAsync(bus, new OrderBilled("paid"));
        Assert.Equal("paid", (await bus.Received.FirstAsync<OrderBilled>()).Message.Remark);
    }

    /// <summary>A service that does not have the contract's class reads it as one of its own.</summary>
    [Fact]
    public async Task Should_be_read_as_what_is_no_contract_as_MassTransit_does()
    {
        await using var bus = await StartAsync(x => x.AddConsumer<Watch<NumberAlone>>().Endpoint(e => e.Name = "numbers"));

        var endpoint = await bus.Bus.GetSendEndpoint(new("queue:numbers"));
        await endpoint.Send(new InvoiceIssuedV1("17", "Ada", 12.5m), context => context.Serializer = new SystemTextJsonRawMessageSerializer());

        Assert.Equal(new NumberAlone("17"), (await bus.Received.FirstAsync<NumberAlone>()).Message);
    }

    [Fact]
    public async Task Should_end_only_when_all_is_sent_that_its_consumer_does_not_wait_for()
    {
        await using var bus = await StartAsync(x =>
        {
            x.AddConsumer<FailLater>();
            x.AddConsumer<Watch<ReceiveFault>>();
        });

        await PublishAsync(bus, new BillOrder("17"));

        Assert.Equal("not sent", Assert.Single((await bus.Received.FirstAsync<ReceiveFault>()).Message.Exceptions).Message);
    }

    [Fact]
    public async Task Should_name_something_or_is_read_as_whatever_its_consumer_asks_for()
    {
        await using var bus = await StartAsync(x => x.AddConsumer<Watch<InvoiceIssued>>());

        await bus.Bus.Publish(Expected, context => context.Serializer = new SystemTextJsonRawMessageSerializer(RawSerializerOptions.AnyMessageType));

        var received = await bus.Received.FirstAsync<InvoiceIssued>();
        Assert.Equal(Expected, received.Message);
        Assert.Empty(received.SupportedMessageTypes);
    }

    private static Task PublishAsync<T>(TestBus bus, T message)
        where T : class => bus.Bus.Publish(message, context => context.Serializer = new SystemTextJsonRawMessageSerializer());

    private static Task<TestBus> StartAsync(Action<IBusRegistrationConfigurator> registration) => TestBus.StartAsync(c =>
    {
        c.EdaKit = eda => Upcast(eda.Contracts);
        c.Registration = registration;
        c.Bus = (_, bus) =>
        {
            bus.UseRawJsonDeserializer(Anything);
            bus.UseDelayedMessageScheduler();
        };
    });

    private static void Upcast(ContractsBuilder contracts) => contracts
        .Upcast<InvoiceIssuedV1, InvoiceIssuedV2>(Invoices.Upcast).Upcast<InvoiceIssuedV2, InvoiceIssued>(Invoices.Upcast);

    public sealed record NumberAlone(string Number);

    private sealed class RefuseOnce(Received received) : IConsumer<InvoiceIssued>
    {
        public Task Consume(ConsumeContext<InvoiceIssued> context)
        {
            if (context.GetRedeliveryCount() == 0)
                throw new InvalidOperationException("refused");

            received.Add(context);
            return Task.CompletedTask;
        }
    }

    private sealed class FailLater : IConsumer<BillOrder>
    {
        public Task Consume(ConsumeContext<BillOrder> context)
        {
            context.AddConsumeTask(Task.FromException(new InvalidOperationException("not sent")));
            return Task.CompletedTask;
        }
    }
}
