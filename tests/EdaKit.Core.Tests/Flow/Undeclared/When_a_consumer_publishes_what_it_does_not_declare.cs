using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EdaKit.Core.Tests.Flow.Parts;
using EdaKit.Core.Tests.Support;
using EdaKit.Flow;
using EdaKit.Flow.Undeclared;
using EdaKit.Telemetry;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdaKit.Core.Tests.Flow.Undeclared;

public sealed class When_a_consumer_publishes_what_it_does_not_declare
{
    [Fact]
    public async Task Should_refuse_it_where_that_is_asked_for()
    {
        await using var bus = await StartAsync(refuse: true);

        await bus.Bus.Publish(new BillOrder("publish"));

        var fault = await bus.Received.FirstAsync<Fault<BillOrder>>();
        Assert.Equal(typeof(UndeclaredPublishException).FullName, fault.Message.Exceptions[0].ExceptionType);
        Assert.Contains("'Bills' publishes 'tests.price-answer', which it does not declare. Put [Publishes<PriceAnswer>] on 'Bills'", fault.Message.Exceptions[0].Message, StringComparison.Ordinal);
        Assert.Equal(0, bus.Services.GetRequiredService<Seen>().Count("edakit.flow.undeclared"));
    }

    [Theory]
    [InlineData("send")]
    [InlineData("again")]
    [InlineData("bus")]
    [InlineData("injected")]
    public async Task Should_refuse_it_whichever_way_it_leaves(string way)
    {
        await using var bus = await StartAsync(refuse: true);

        await bus.Bus.Publish(new BillOrder(way));

        await bus.Received.FirstAsync<Fault<BillOrder>>();
    }

    [Fact]
    public async Task Should_refuse_it_to_a_saga_too()
    {
        await using var bus = await StartAsync(refuse: true, x => x.AddSagaStateMachine<ChattySaga, ParcelState>().InMemoryRepository());

        await bus.Bus.Publish(new OrderPacked("17"));

        var fault = await bus.Received.FirstAsync<Fault<OrderPacked>>();
        Assert.Contains("'ParcelState' publishes 'tests.price-answer'", fault.Message.Exceptions[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_let_it_go_count_it_and_log_it_once_in_production()
    {
        await using var bus = await StartAsync(refuse: false);
        var seen = bus.Services.GetRequiredService<Seen>();

        await bus.Bus.Publish(new BillOrder("publish"));
        await bus.Bus.Publish(new BillOrder("publish"));

        await bus.Received.FirstAsync<PriceAnswer>();
        await seen.WaitAsync("edakit.flow.undeclared edakit.participant=Bills edakit.contract=tests.price-answer", 2);
        Assert.Equal("Bills publishes tests.price-answer, which it does not declare: put [Publishes<PriceAnswer>] on it. Further ones are only counted (edakit.flow.undeclared)",
            Assert.Single(seen.Lines, line => line.Contains("declare", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("declared")]
    [InlineData("forward")]
    public async Task Should_let_go_what_is_declared_or_only_passed_on(string what)
    {
        await using var bus = await StartAsync(refuse: true);

        await bus.Bus.Publish(new BillOrder(what));

        if (what == "declared")
            await bus.Received.FirstAsync<OrderBilled>();
        else
            await bus.Received.FirstAsync<BillOrder>();
    }

    [Fact]
    public async Task Should_not_ask_who_declares_nothing_also_when_one_caused_it_who_does()
    {
        await using var bus = await StartAsync(refuse: true);

        await bus.Bus.Publish(new BillOrder("declared"));

        // By a consumer of what the one that declares has published.
        await bus.Received.FirstAsync<PriceQuestion>();
    }

    private static Task<TestBus> StartAsync(bool refuse, Action<IBusRegistrationConfigurator>? more = null) => TestBus.StartAsync(c =>
    {
        c.Services = services => services.AddMetrics().AddSingleton<Seen>().AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<Seen>());
        c.EdaKit = eda => eda.Flow.RefuseUndeclared = refuse;
        c.Registration = x =>
        {
            x.AddConsumer<Bills>();
            x.AddConsumer<Asks>();
            x.AddConsumer<Watch<OrderBilled>>();
            x.AddConsumer<Watch<PriceAnswer>>();
            x.AddConsumer<Watch<PriceQuestion>>();
            more?.Invoke(x);
            x.AddConsumer<Watch<Fault<OrderPacked>>>().Endpoint(e => e.Name = "faults");
            x.AddConsumer<Watch<Fault<BillOrder>>>().Endpoint(e => e.Name = "faults");
        };
        c.Bus = (context, bus) => bus.ReceiveEndpoint("others", endpoint =>
        {
            // Only what is sent there.
            endpoint.ConfigureConsumeTopology = false;
            endpoint.Handler<BillOrder>(message =>
            {
                context.GetRequiredService<Received>().Add(message);
                return Task.CompletedTask;
            });
        });
    });

    [Publishes<OrderBilled>]
    public sealed class Bills(IPublishEndpoint injected, IBus bus) : IConsumer<BillOrder>
    {
        public async Task Consume(ConsumeContext<BillOrder> context)
        {
            var other = new PriceAnswer(1);

            await (context.Message.Remark switch
            {
                "publish" => context.Publish(other),
                "send" => context.Send(new Uri("queue:others"), other),
                "injected" => injected.Publish(other),
                "bus" => bus.Publish(other),
                "again" => context.Publish(context.Message with { Remark = "declared" }),
                "forward" => context.Send(new Uri("queue:others"), context.Message),
                _ => context.Publish(new OrderBilled("declared")),
            });
        }
    }

    [Publishes<BillOrder>]
    public sealed class ChattySaga : MassTransitStateMachine<ParcelState>
    {
        public ChattySaga()
        {
            InstanceState(state => state.CurrentState);
            Event(() => Packed, e => e.CorrelateBy((state, context) => state.CurrentState == context.Message.OrderNumber).SelectId(_ => NewId.NextGuid()));
            Initially(When(Packed).ThenAsync(context => context.Publish(new PriceAnswer(1))));
        }

        public Event<OrderPacked> Packed { get; } = null!;
    }

    public sealed class Asks(IBus bus) : IConsumer<OrderBilled>
    {
        // By the bus, which does not say what caused the message.
        public Task Consume(ConsumeContext<OrderBilled> context) => bus.Publish(new PriceQuestion("?"));
    }

    /// <summary>What was counted and logged.</summary>
    public sealed class Seen : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _counts = new();
        private readonly MeterListener _listener = new();
        private readonly SemaphoreSlim _changed = new(0);

        public Seen(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == TelemetryNames.Core && ReferenceEquals(instrument.Meter.Scope, meters))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            {
                _counts.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
                _changed.Release();
            });
            _listener.Start();
        }

        public ConcurrentQueue<string> Lines { get; } = new();

        public int Count(string start) => _counts.Count(count => count.StartsWith(start, StringComparison.Ordinal));

        public async Task WaitAsync(string count, int times)
        {
            using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (Count(count) < times)
                await _changed.WaitAsync(bound.Token);
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception));

        public void Dispose() => _listener.Dispose();
    }
}
