using EdaKit.Contracts;
using EdaKit.Core.Tests.Support;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.Core.Tests.Contracts.Versions;

public sealed class When_nobody_reads_a_version
{
    [Fact]
    public async Task Should_fail_loudly_and_name_the_newest_version_that_is_known()
    {
        await using var bus = await StartAsync(eda => eda.Upcast<InvoiceIssuedV2, InvoiceIssued>(Invoices.Upcast));

        await bus.Bus.Publish(new InvoiceIssuedV4("17", "Ada"));

        await AssertAsync(bus, "'tests.invoice-issued v4'", "'invoices'", "up to version '3'", "Contracts.Emit");
    }

    [Fact]
    public async Task Should_fail_loudly_where_no_upcaster_leads_from_it()
    {
        await using var bus = await StartAsync(eda => eda.Upcast<InvoiceIssuedV2, InvoiceIssued>(Invoices.Upcast));

        await bus.Bus.Publish(new InvoiceIssuedV1("17", "Ada", 1m));

        await AssertAsync(bus, "'tests.invoice-issued v1'", "Contracts.Upcast");
    }

    [Fact]
    public async Task Should_fail_loudly_where_the_contract_is_not_known()
    {
        await using var bus = await StartAsync(_ => { });

        var endpoint = await bus.Bus.GetSendEndpoint(new("queue:invoices"));
        await endpoint.Send(new OrderBilled("no invoice"));

        await AssertAsync(bus, "'tests.order-billed v1'", "no contract of that name");
    }

    [Theory, InlineData(1, "Contracts.Upcast"), InlineData(4, "Contracts.Emit")]
    public async Task Should_not_read_bare_JSON_of_another_version(int version, string remedy)
    {
        await using var bus = await StartAsync(eda => eda.Upcast<InvoiceIssuedV2, InvoiceIssued>(Invoices.Upcast), bus => bus.UseRawJsonDeserializer(RawSerializerOptions.AnyMessageType));
        object message = version == 1 ? new InvoiceIssuedV1("17", "Ada", 1m) : new InvoiceIssuedV4("17", "Ada");

        await bus.Bus.Publish(message, message.GetType(), context => context.Serializer = new SystemTextJsonRawMessageSerializer());

        await AssertAsync(bus, $"'tests.invoice-issued v{version}'", "'invoices'", "up to version '3'", remedy);
    }

    [Fact]
    public async Task Should_leave_what_is_no_contract_to_MassTransit()
    {
        await using var bus = await StartAsync(_ => { });
        var endpoint = await bus.Bus.GetSendEndpoint(new("queue:invoices"));

        await endpoint.Send(new NoContract("skipped"));
        await endpoint.Send(new OrderBilled("a fault"));

        await AssertAsync(bus, "'tests.order-billed v1'");
    }

    [Fact]
    public async Task Should_leave_alone_a_response_for_which_nobody_waits_any_more()
    {
        await using var bus = await StartAsync(_ => { });
        var end = new EndOfReceive(bus.Bus.Address);
        using var watching = bus.Bus.ConnectReceiveObserver(end);

        var responses = await bus.Bus.GetSendEndpoint(bus.Bus.Address);
        await responses.Send(new PriceAnswer(1m));

        Assert.Equal("skipped", await end.Outcome.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static Task<TestBus> StartAsync(Action<ContractsBuilder> contracts, Action<IBusFactoryConfigurator>? configure = null) => TestBus.StartAsync(c =>
    {
        c.Bus = (_, bus) => configure?.Invoke(bus);
        c.EdaKit = eda => contracts(eda.Contracts.Add<InvoiceIssued>());
        c.Registration = x =>
        {
            x.AddConsumer<Watch<InvoiceIssued>>().Endpoint(e => e.Name = "invoices");
            x.AddConsumer<Watch<ReceiveFault>>();
        };
    });

    private static async Task AssertAsync(TestBus bus, params string[] parts)
    {
        var fault = Assert.Single((await bus.Received.FirstAsync<ReceiveFault>()).Message.Exceptions);
        Assert.Equal(typeof(ContractNotReadException).FullName, fault.ExceptionType);
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }

    /// <summary>What becomes of the first message at an address.</summary>
    private sealed class EndOfReceive(Uri address) : IReceiveObserver
    {
        private readonly TaskCompletionSource<string> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Outcome => _outcome.Task;

        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostReceive(ReceiveContext context) => SetAsync(context, "skipped");

        public Task ReceiveFault(ReceiveContext context, Exception exception) => SetAsync(context, "a fault");

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => Task.CompletedTask;

        private Task SetAsync(ReceiveContext context, string outcome)
        {
            if (context.InputAddress.AbsolutePath == address.AbsolutePath)
                _outcome.TrySetResult(outcome);

            return Task.CompletedTask;
        }
    }
}
