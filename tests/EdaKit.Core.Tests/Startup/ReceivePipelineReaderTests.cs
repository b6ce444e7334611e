using EdaKit.Core.Tests.Support;
using EdaKit.Startup;
using MassTransit;

namespace EdaKit.Core.Tests.Startup;

/// <summary>MassTransit's probe is the reader's only source, so every test reads a real bus.</summary>
public sealed class ReceivePipelineReaderTests
{
    [Fact]
    public async Task Read_plain_consumer_names_endpoint_and_handler()
    {
        await using var bus = TestBus.Build(c => c.Registration = x => x.AddConsumer<Watch<OrderPlaced>>().Endpoint(e => e.Name = "placed"));

        var pipeline = Assert.Single(Of(bus, "placed"));

        Assert.Contains("Watch", pipeline.Handler, StringComparison.Ordinal);
        Assert.DoesNotContain(pipeline.Filters, filter => filter.Contains("retry", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Read_retry_of_the_bus_stands_in_every_pipeline()
    {
        await using var bus = TestBus.Build(c =>
        {
            c.Registration = AddTwoConsumers;
            c.BeforeEdaKit = (_, b) => b.UseMessageRetry(r => r.Immediate(2));
        });

        Assert.Equal(1, RetriesOf(Assert.Single(Of(bus, "placed"))));
        Assert.Equal(1, RetriesOf(Assert.Single(Of(bus, "billed"))));
    }

    [Fact]
    public async Task Read_retry_of_an_endpoint_stands_in_its_pipeline_only()
    {
        await using var bus = TestBus.Build(c => c.Registration = x =>
        {
            AddTwoConsumers(x);
            x.AddConfigureEndpointsCallback((_, name, e) =>
            {
                if (name == "placed")
                    e.UseMessageRetry(r => r.Immediate(2));
            });
        });

        Assert.Equal(1, RetriesOf(Assert.Single(Of(bus, "placed"))));
        Assert.Equal(0, RetriesOf(Assert.Single(Of(bus, "billed"))));
    }

    [Fact]
    public async Task Read_retry_of_a_consumer_stands_in_its_pipeline_only()
    {
        await using var bus = TestBus.Build(c => c.Registration = x =>
        {
            x.AddConsumer<Watch<OrderPlaced>>(consumer => consumer.UseMessageRetry(r => r.Immediate(2))).Endpoint(e => e.Name = "both");
            x.AddConsumer<Watch<OrderBilled>>().Endpoint(e => e.Name = "both");
        });

        var pipelines = Of(bus, "both");

        Assert.Equal(2, pipelines.Count);
        Assert.Equal(1, RetriesOf(pipelines.Single(pipe => pipe.Handler.Contains(nameof(OrderPlaced), StringComparison.Ordinal))));
        Assert.Equal(0, RetriesOf(pipelines.Single(pipe => pipe.Handler.Contains(nameof(OrderBilled), StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Read_retry_of_one_message_of_a_consumer_is_seen()
    {
        await using var bus = TestBus.Build(c => c.Registration = x =>
            x.AddConsumer<Watch<OrderPlaced>>(consumer => consumer.Message<OrderPlaced>(m => m.UseMessageRetry(r => r.Immediate(2)))).Endpoint(e => e.Name = "placed"));

        Assert.Equal(1, RetriesOf(Assert.Single(Of(bus, "placed"))));
    }

    [Fact]
    public async Task Read_filters_come_outermost_first()
    {
        await using var bus = TestBus.Build(c => c.Registration = x => x
            .AddConsumer<Watch<OrderPlaced>>(consumer => consumer.UseMessageRetry(r => r.Immediate(1)))
            .Endpoint(e =>
            {
                e.Name = "placed";
                e.AddConfigureEndpointCallback((context, configurator) => configurator.UseInMemoryOutbox(context));
            }));

        var filters = Assert.Single(Of(bus, "placed")).Filters.ToList();
        var outbox = filters.FindIndex(filter => filter.Contains("outbox", StringComparison.OrdinalIgnoreCase));
        var retry = filters.FindIndex(IsRetry);

        Assert.True(outbox >= 0 && retry > outbox, string.Join(" > ", filters));
    }

    [Fact]
    public async Task Read_batch_consumer_names_the_consumer_and_not_the_collector()
    {
        await using var bus = TestBus.Build(c => c.Registration = x => x
            .AddConsumer<BatchWatch>(consumer => consumer.Options<BatchOptions>(o => o.SetMessageLimit(5)))
            .Endpoint(e => e.Name = "batch"));

        var pipeline = Assert.Single(Of(bus, "batch"));

        Assert.Contains(nameof(BatchWatch), pipeline.Handler, StringComparison.Ordinal);
        Assert.Equal(0, RetriesOf(pipeline));
    }

    [Fact]
    public async Task Read_retry_of_a_batch_consumer_is_seen()
    {
        await using var bus = TestBus.Build(c => c.Registration = x => x
            .AddConsumer<BatchWatch>(consumer => consumer.UseMessageRetry(r => r.Immediate(2)))
            .Endpoint(e => e.Name = "batch"));

        Assert.Equal(1, RetriesOf(Assert.Single(Of(bus, "batch"))));
    }

    [Fact]
    public async Task Read_state_machine_names_its_instance_for_each_event()
    {
        await using var bus = TestBus.Build(c => c.Registration = x => x
            .AddSagaStateMachine<OrderMachine, OrderState>()
            .InMemoryRepository()
            .Endpoint(e => e.Name = "saga"));

        var pipelines = Of(bus, "saga");

        Assert.Equal(2, pipelines.Count);
        Assert.All(pipelines, pipe => Assert.Contains(nameof(OrderState), pipe.Handler, StringComparison.Ordinal));
        Assert.All(pipelines, pipe => Assert.Equal("saga", pipe.Filters[^1]));
    }

    [Fact]
    public async Task Read_retry_of_a_saga_is_seen()
    {
        await using var bus = TestBus.Build(c => c.Registration = x => x
            .AddSagaStateMachine<OrderMachine, OrderState>((_, saga) => saga.UseMessageRetry(r => r.Immediate(2)))
            .InMemoryRepository()
            .Endpoint(e => e.Name = "saga"));

        Assert.All(Of(bus, "saga"), pipe => Assert.Equal(1, RetriesOf(pipe)));
    }

    [Fact]
    public async Task Read_retries_say_how_often_and_how_long()
    {
        await using var bus = TestBus.Build(c => c.Registration = x =>
        {
            x.AddConsumer<Watch<OrderPlaced>>().Endpoint(e => e.Name = "placed");
            x.AddConfigureEndpointsCallback((_, _, e) =>
            {
                e.UseScheduledRedelivery(r => r.Intervals(1000, 60_000));
                e.UseMessageRetry(r => r.Incremental(3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
                e.UseMessageRetry(r => r.Exponential(4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)));
                e.UseMessageRetry(r => r.Immediate(5));
                e.UseMessageRetry(r => r.Interval(1, TimeSpan.FromSeconds(7)));
            });
        });

        var pipeline = Assert.Single(Of(bus, "placed"));

        // Exponential: 1, then at most 1 + 6, then 10 twice.
        Assert.Equal([(true, 2, 61.0), (false, 3, 9.0), (false, 4, 28.0), (false, 5, 0.0), (false, 1, 7.0)],
            pipeline.Retries.Select(retry => (retry.IsRedelivery, retry.Limit, retry.Total.TotalSeconds)));
        Assert.All(pipeline.Retries, retry => Assert.True(IsRetry(pipeline.Filters[retry.Position])));
    }

    [Fact]
    public async Task Read_endpoint_without_handlers_is_there_without_a_handler()
    {
        await using var bus = TestBus.Build(c => c.Bus = (_, b) => b.ReceiveEndpoint("empty", _ => { }));

        var pipeline = Assert.Single(Of(bus, "empty"));

        Assert.Equal("", pipeline.Handler);
    }

    private static List<ReceivePipeline> Of(TestBus bus, string endpoint) => [.. bus.Pipelines.Where(pipe => pipe.Endpoint == endpoint)];

    private static int RetriesOf(ReceivePipeline pipeline) => pipeline.Filters.Count(IsRetry);

    private static bool IsRetry(string filter) => filter.Contains("retry", StringComparison.OrdinalIgnoreCase);

    private static void AddTwoConsumers(IBusRegistrationConfigurator x)
    {
        x.AddConsumer<Watch<OrderPlaced>>().Endpoint(e => e.Name = "placed");
        x.AddConsumer<Watch<OrderBilled>>().Endpoint(e => e.Name = "billed");
    }

    public sealed class BatchWatch : IConsumer<Batch<OrderPlaced>>
    {
        public Task Consume(ConsumeContext<Batch<OrderPlaced>> context) => Task.CompletedTask;
    }

    public sealed class OrderState : SagaStateMachineInstance
    {
        public Guid CorrelationId { get; set; }
        public string CurrentState { get; set; } = "";
    }

    public sealed class OrderMachine : MassTransitStateMachine<OrderState>
    {
        public OrderMachine()
        {
            InstanceState(x => x.CurrentState);
            Event(() => Placed, e => e.CorrelateById(context => context.CorrelationId ?? Guid.Empty));
            Event(() => Billed, e => e.CorrelateById(context => context.CorrelationId ?? Guid.Empty));
            Initially(When(Placed).TransitionTo(Open));
            During(Open, When(Billed).Finalize());
        }

        public State Open { get; } = null!;
        public Event<OrderPlaced> Placed { get; } = null!;
        public Event<OrderBilled> Billed { get; } = null!;
    }
}
