using System.Runtime.Serialization;
using System.Text.Json.Nodes;
using EdaKit.Configuration;
using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.Core.Tests.Contracts.Versions;

public sealed class When_an_older_version_arrives
{
    private static readonly InvoiceIssued Expected = new("17", "Ada", 12.5m, "EUR") { IsTaxed = true };

    public static TheoryData<string> Ways => ["typed", "reshaped", "by JSON", "by JSON, then reshaped", "typed, then reshaped"];

    [Theory, MemberData(nameof(Ways))]
    public async Task Should_reach_the_consumer_of_the_newest_version(string way)
    {
        await using var bus = await StartAsync(contracts => Configure(contracts, way));

        await bus.Bus.Publish(new InvoiceIssuedV1("17", "Ada", 12.5m));

        var received = await bus.Received.FirstAsync<InvoiceIssued>();
        Assert.Equal(Expected, received.Message);
        Assert.Equal(["urn:message:tests.invoice-issued:v1"], received.SupportedMessageTypes);
    }

    /// <summary>The name of old is the one that another member has today.</summary>
    [Fact]
    public async Task Should_not_read_what_is_filled_though_another_member_had_its_name()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => eda.Contracts
                .Reshape<CustomerMoved>(from: 1, customer => customer.Rename("name", c => c.FirstName).Default(c => c.Name, "unknown"))
                .Reshape<CustomerLeft>(from: 1, customer => customer.Rename("name", c => c.FirstName).Default(c => c.Name, 1));
            c.Registration = x =>
            {
                x.AddConsumer<Watch<CustomerMoved>>();
                x.AddConsumer<Watch<CustomerLeft>>();
            };
        });

        await bus.Bus.Publish(new CustomerMovedV1("17", "Ada"));
        await bus.Bus.Publish(new CustomerLeftV1("17", "Ada"));

        Assert.Equal(new CustomerMoved("17", "Ada", "unknown"), (await bus.Received.FirstAsync<CustomerMoved>()).Message);
        var left = (await bus.Received.FirstAsync<CustomerLeft>()).Message;
        Assert.Equal(("17", "Ada", 1), (left.Number, left.FirstName, left.Name));
    }

    [Fact]
    public async Task Should_leave_the_newest_version_as_it_is()
    {
        await using var bus = await StartAsync(contracts => Configure(contracts, "typed"));

        await bus.Bus.Publish(new InvoiceIssued("18", "Bob", 1m, "USD") { IsTaxed = false });

        Assert.Equal(new InvoiceIssued("18", "Bob", 1m, "USD") { IsTaxed = false }, (await bus.Received.FirstAsync<InvoiceIssued>()).Message);
    }

    [Fact]
    public async Task Should_reach_a_saga_of_the_newest_version()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => Configure(eda.Contracts, "typed");
            c.Registration = x => x.AddSagaStateMachine<InvoiceMachine, InvoiceState>().InMemoryRepository();
        });

        await bus.Bus.Publish(new InvoiceIssuedV1("17", "Ada", 12.5m));

        Assert.Equal(Expected, (await bus.Received.FirstAsync<InvoiceIssued>()).Message);
    }

    [Fact]
    public async Task Should_stay_the_older_version_when_it_is_redelivered()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => Configure(eda.Contracts, "typed");
            c.Registration = x =>
            {
                x.AddConsumer<RefuseOnce>();
                x.AddConfigureEndpointsCallback((_, _, endpoint) => endpoint.UseDelayedRedelivery(retry => retry.Immediate(1)));
            };
            c.Bus = (_, bus) => bus.UseDelayedMessageScheduler();
        });

        await bus.Bus.Publish(new InvoiceIssuedV1("17", "Ada", 12.5m));

        var redelivered = await bus.Received.FirstAsync<InvoiceIssued>();
        Assert.Equal(Expected, redelivered.Message);
        Assert.Equal(["urn:message:tests.invoice-issued:v1"], redelivered.SupportedMessageTypes);
        Assert.Equal(1, redelivered.GetRedeliveryCount());
    }

    [Fact]
    public async Task Should_make_what_an_upcaster_throws_a_fault_of_the_message()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => eda.Contracts.Upcast<InvoiceIssuedV1, InvoiceIssuedV2>(_ => throw new InvalidOperationException("no such customer"));
            c.Registration = x =>
            {
                x.AddConsumer<Watch<InvoiceIssuedV2>>();
                x.AddConsumer<Watch<ReceiveFault>>();
            };
        });

        await bus.Bus.Publish(new InvoiceIssuedV1("17", "Ada", 12.5m));

        var fault = await bus.Received.FirstAsync<ReceiveFault>();
        Assert.Contains(fault.Message.Exceptions, exception => exception.Message.Contains("no such customer", StringComparison.Ordinal));
    }

    [Theory, InlineData("{}"), InlineData("null"), InlineData("""{"messageType":["urn:message:tests.invoice-issued:v1"],"message":null}""")]
    public async Task Should_say_of_an_envelope_without_a_message_that_it_cannot_be_read(string body)
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.EdaKit = eda => Configure(eda.Contracts, "typed");
            c.Registration = x =>
            {
                x.AddConsumer<Watch<InvoiceIssued>>().Endpoint(e => e.Name = "invoices");
                x.AddConsumer<Watch<ReceiveFault>>();
            };
        });

        var endpoint = await bus.Bus.GetSendEndpoint(new("queue:invoices"));
        await endpoint.Send(new SerializedMessageBody(),
            context => context.Serializer = new CopyBodySerializer(SystemTextJsonMessageSerializer.JsonContentType, new StringMessageBody(body)));

        var fault = Assert.Single((await bus.Received.FirstAsync<ReceiveFault>()).Message.Exceptions);
        Assert.Equal(typeof(SerializationException).FullName, fault.ExceptionType);
        Assert.Contains("no envelope with a message in it", fault.Message, StringComparison.Ordinal);
    }

    private static void Configure(ContractsBuilder contracts, string way)
    {
        switch (way)
        {
            case "typed":
                contracts.Upcast<InvoiceIssuedV1, InvoiceIssuedV2>(Invoices.Upcast).Upcast<InvoiceIssuedV2, InvoiceIssued>(Invoices.Upcast);
                break;
            case "reshaped":
                contracts.Reshape<InvoiceIssued>(from: 1, invoice => invoice
                    .Rename("custName", i => i.CustomerName).Rename("amount", i => i.Total).Default(i => i.Currency, "EUR").Default(i => i.IsTaxed, true));
                break;
            case "by JSON":
                contracts.UpcastJson<InvoiceIssued>(from: 1, json =>
                {
                    Move(json, "custName", "customerName");
                    Move(json, "amount", "total");
                    (json["currency"], json["isTaxed"]) = ("EUR", true);
                    return json;
                });
                break;
            case "by JSON, then reshaped":
                contracts.UpcastJson<InvoiceIssuedV2>(from: 1, json =>
                {
                    Move(json, "amount", "total");
                    return json;
                });
                ReshapeV2(contracts);
                break;
            case "typed, then reshaped":
                contracts.Upcast<InvoiceIssuedV1, InvoiceIssuedV2>(Invoices.Upcast);
                ReshapeV2(contracts);
                break;
        }
    }

    private static void ReshapeV2(ContractsBuilder contracts) => contracts.Reshape<InvoiceIssued>(from: 2, invoice => invoice
        .Rename("custName", i => i.CustomerName).Default(i => i.Currency, "EUR").Default(i => i.IsTaxed, true));

    private static void Move(JsonObject json, string from, string to)
    {
        json.Remove(from, out var value);
        json[to] = value;
    }

    private static Task<TestBus> StartAsync(Action<ContractsBuilder> contracts) => TestBus.StartAsync(c =>
    {
        c.EdaKit = eda => contracts(eda.Contracts);
        c.Registration = x => x.AddConsumer<Watch<InvoiceIssued>>();
    });

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

    private sealed class InvoiceState : SagaStateMachineInstance
    {
        public Guid CorrelationId { get; set; }
        public string? CurrentState { get; set; }
    }

    private sealed class InvoiceMachine : MassTransitStateMachine<InvoiceState>
    {
        private static readonly Guid One = new("5b1f0c52-6a57-4c5c-9d0a-0d0a3cf0d4b1");

        public InvoiceMachine(Received received)
        {
            InstanceState(state => state.CurrentState);
            Event(() => Issued, issued => issued.CorrelateById(_ => One));
            Initially(When(Issued).Then(behavior => received.Add(behavior)).Finalize());
        }

        public Event<InvoiceIssued> Issued { get; } = null!;
    }
}
