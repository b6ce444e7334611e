using EdaKit.Outbox.AnsweringInbox;
using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Tests.Support;
using EdaKit.Startup;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Registration;

/// <summary>Every mistake ends at start-up, all at once, with its remedy. Nothing is written or sent before.</summary>
public sealed class When_the_configuration_is_wrong
{
    [Fact]
    public async Task Should_say_that_the_context_is_not_registered() => await ExpectAsync("EDA0201", "AddDbContext<ShopDb>", c => c.RegisterContext = false);

    [Fact]
    public async Task Should_say_that_the_model_has_no_outbox() => await ExpectAsync("EDA0202", "AddOutbox()", c =>
    {
        c.UseDefaultEdaKit = false;
        c.Services = services => services.AddDbContext<EmptyDb>(options => options.UseSqlite("Data Source=never-opened.db"));
        c.Consumers = x => x.AddEdaKit(eda => eda.UseOutbox<EmptyDb>());
    });

    [Fact]
    public async Task Should_refuse_a_database_for_which_there_is_no_SQL() => await ExpectAsync("EDA0203", "Use PostgreSQL or SQLite.", c =>
    {
        c.RegisterContext = false;
        c.Services = services => services.AddDbContext<ShopDb>(options => options.UseInMemoryDatabase("never used"));
    });

    [Fact]
    public async Task Should_say_that_a_context_made_by_hand_has_no_unit_of_work() => await ExpectAsync("EDA0211", "AddDbContext<ShopDb>", c =>
    {
        c.RegisterContext = false;
        c.Services = services => services.AddScoped(_ => new ShopDb(new DbContextOptionsBuilder<ShopDb>().UseSqlite("Data Source=never-opened.db").Options));
    });

    [Fact]
    public async Task Should_refuse_a_transient_context() => await ExpectAsync("EDA0212", "scoped", c =>
    {
        c.RegisterContext = false;
        c.Services = services => services.AddDbContext<ShopDb>(options => options.UseSqlite("Data Source=never-opened.db"), ServiceLifetime.Transient);
    });

    [Fact]
    public async Task Should_name_a_consumer_that_no_context_claims() => await ExpectAsync("EDA0204", "ForConsumersFrom", c =>
    {
        c.Consumers = x => x.AddConsumer<NoteOrder>();
        c.Outbox = o => o.ForConsumersFrom(typeof(string).Assembly);
    });

    [Fact]
    public async Task Should_say_that_the_model_has_no_answers() => await ExpectAsync("EDA0225", "modelBuilder.AddAnswers()", c =>
    {
        c.UseDefaultEdaKit = false;
        c.Services = services => services.AddDbContext<SecondDb>(options => options.UseSqlite("Data Source=never-opened.db"));
        c.Consumers = x =>
        {
            x.AddConsumer<AnsweringConsumer>();
            x.AddEdaKit(eda => eda.UseOutbox<SecondDb>());
        };
    });

    [Fact]
    public async Task Should_refuse_a_batch_consumer_that_answers_again() => await ExpectAsync("EDA0226", "one by one", c =>
        c.Consumers = x => x.AddConsumer<AnsweringBatchConsumer>());

    [Fact]
    public async Task Should_refuse_an_assembly_that_two_contexts_claim() => await ExpectAsync("EDA0208", "ForConsumersFrom", c =>
    {
        c.Services = services => services.AddDbContext<SecondDb>(options => options.UseSqlite("Data Source=never-opened.db"));
        c.Consumers = x => x.AddEdaKit(eda => eda
            .UseOutbox<ShopDb>(o => o.ForConsumersFrom(typeof(NoteOrder).Assembly))
            .UseOutbox<SecondDb>(o => o.ForConsumersFrom(typeof(NoteOrder).Assembly)));
    });

    [Fact]
    public async Task Should_refuse_a_namespace_that_two_contexts_claim() => await ExpectAsync("EDA0208", "namespace", c =>
    {
        c.Services = services => services.AddDbContext<SecondDb>(options => options.UseSqlite("Data Source=never-opened.db"));
        c.Consumers = x => x.AddEdaKit(eda => eda
            .UseOutbox<ShopDb>(o => o.ForConsumersFromNamespaceContaining<NoteOrder>())
            .UseOutbox<SecondDb>(o => o.ForConsumersFromNamespaceContaining<NoteOrder>()));
    });

    [Fact]
    public async Task Should_refuse_a_retry_between_inbox_and_consumer() => await ExpectAsync("EDA0206", "endpoint.UseMessageRetry", c =>
        c.Consumers = x => x.AddConsumer<NoteOrder>((_, consumer) => consumer.UseMessageRetry(retry => retry.Immediate(2))));

    [Fact]
    public async Task Should_refuse_a_retry_between_inbox_and_batch_consumer() => await ExpectAsync("EDA0206", "endpoint.UseMessageRetry", c =>
        c.Consumers = x => x.AddConsumer<NoteBatch>((_, consumer) => consumer.UseMessageRetry(retry => retry.Immediate(2))));

    [Fact]
    public async Task Should_refuse_a_retry_between_inbox_and_saga() => await ExpectAsync("EDA0206", "endpoint.UseMessageRetry", c =>
        c.Consumers = x => x.AddSagaStateMachine<OrderMachine, OrderState>((_, saga) => saga.UseMessageRetry(retry => retry.Immediate(2))).InMemoryRepository());

    [Theory, InlineData("bus"), InlineData("endpoint"), InlineData("inbox")]
    public async Task Should_refuse_an_outbox_of_MassTransit_beside_the_inbox(string where) => await ExpectAsync("EDA0205", "Remove", c =>
    {
        c.Consumers = x =>
        {
            x.AddConsumer<NoteOrder>();

            if (where == "endpoint")
                x.AddConfigureEndpointsCallback((context, _, endpoint) => endpoint.UseInMemoryOutbox(context));
            if (where == "inbox")
            {
                x.AddInMemoryInboxOutbox();
                x.AddConfigureEndpointsCallback((context, _, endpoint) => endpoint.UseInMemoryInboxOutbox(context));
            }
        };

        if (where == "bus")
            c.Bus = (context, bus) => bus.UseInMemoryOutbox(context);
    });

    [Fact]
    public async Task Should_refuse_two_consumers_under_one_inbox_name() => await ExpectAsync("EDA0207", "[ConsumerName", c => c.Consumers = x =>
    {
        x.AddConsumer<NoteOrder>().Endpoint(e => e.Name = "same");
        x.AddConsumer<Twin>().Endpoint(e => e.Name = "same");
    });

    [Fact]
    public async Task Should_refuse_redelivery_where_an_endpoint_consumes_in_lanes() => await ExpectAsync("EDA0224", "UseMessageRetry", c =>
    {
        c.Consumers = x => x.AddConsumer<NoteOrder>();
        c.ConfigureEndpoints = false;
        c.Bus = (context, bus) => bus.ReceiveEndpoint("note-order", e =>
        {
            e.ConsumeInLanes(context);
            e.UseScheduledRedelivery(retry => retry.Interval(2, 1000));
            e.ConfigureConsumer<NoteOrder>(context);
        });
    });

    [Fact]
    public async Task Should_refuse_options_out_of_range() => await ExpectAsync("EDA0210", "Relay.BatchSize", c => c.Outbox = o => o.Relay.BatchSize = 0);

    [Theory, InlineData(1023), InlineData((16L << 30) + 1)]
    public async Task Should_refuse_a_bound_in_bytes_that_is_out_of_range(long bytes) =>
        await ExpectAsync("EDA0210", "'Relay.MaxBytesInFlight' is", c => c.Outbox = o => o.Relay.MaxBytesInFlight = bytes);

    [Fact]
    public async Task Should_notice_UseEdaKit_after_the_first_endpoint() => await ExpectAsync("EDA0002", "before bus.ConfigureEndpoints", c =>
    {
        c.Consumers = x => x.AddConsumer<NoteOrder>();
        c.ConfigureEndpoints = false;
        c.BeforeEdaKit = (context, bus) => ((IInMemoryBusFactoryConfigurator)bus).ConfigureEndpoints(context);
    });

    [Fact]
    public async Task Should_notice_a_bus_that_does_not_use_it() => await ExpectAsync("EDA0001", "UseEdaKit", c => c.CallUseEdaKit = false);

    [Fact]
    public async Task Should_report_all_faults_at_once()
    {
        using var place = await Place.CreateAsync();
        var fault = await FailAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<NoteOrder>((_, consumer) => consumer.UseMessageRetry(retry => retry.Immediate(2)));
            c.Outbox = o => o.Relay.MaxAttempts = 0;
            c.Bus = (context, bus) => bus.UseInMemoryOutbox(context);
        });

        Assert.Equal(["EDA0205", "EDA0206", "EDA0210"], fault.Faults.Select(f => f.Code));
    }

    private static async Task ExpectAsync(string code, string remedy, Action<TestAppConfiguration> configure)
    {
        using var place = await Place.CreateAsync();
        var failure = await FailAsync(place, configure);

        var fault = Assert.Single(failure.Faults, f => f.Code == code);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
        Assert.Contains(fault.Message, failure.Message, StringComparison.Ordinal);
    }

    private static async Task<EdaKitConfigurationException> FailAsync(Place place, Action<TestAppConfiguration> configure)
    {
        using var host = TestApp.Build(place, configure);
        return await Assert.ThrowsAsync<EdaKitConfigurationException>(() => host.StartAsync());
    }

    public sealed class EmptyDb(DbContextOptions<EmptyDb> options) : DbContext(options);

    [ConsumerName("NoteOrder")]
    public sealed class Twin : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => Task.CompletedTask;
    }

    public sealed class NoteBatch : IConsumer<Batch<OrderPlaced>>
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
            InstanceState(state => state.CurrentState);
            Event(() => Placed, e => e.CorrelateById(context => context.CorrelationId!.Value));
            Initially(When(Placed).TransitionTo(Final));
        }

        public Event<OrderPlaced> Placed { get; } = null!;
    }

    [AnswersAgain]
    private sealed class AnsweringConsumer : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => Task.CompletedTask;
    }

    [AnswersAgain]
    private sealed class AnsweringBatchConsumer : IConsumer<Batch<OrderPlaced>>
    {
        public Task Consume(ConsumeContext<Batch<OrderPlaced>> context) => Task.CompletedTask;
    }
}
