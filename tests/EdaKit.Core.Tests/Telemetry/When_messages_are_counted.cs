using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EdaKit.Core.Tests.Support;
using EdaKit.Telemetry;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Core.Tests.Telemetry;

public sealed class When_messages_are_counted
{
    /// <summary>Approved: dashboards and alarms are built on these names. A change is a breaking one.</summary>
    private const string Approved = """
        edakit.consume.published {message}
        edakit.flow.undeclared {message}
        edakit.messages.published {message}
        """;

    private const int Measurements = 6;

    [Fact]
    public async Task Should_tell_how_many_begin_a_conversation_and_how_many_come_of_one()
    {
        await using var bus = await TestBus.StartAsync(c =>
        {
            c.Services = services => services.AddMetrics();
            c.Registration = x =>
            {
                x.AddConsumer<BillTwice>();
                x.AddConsumer<Watch<OrderBilled>>();
            };
        });
        var meters = bus.Services.GetRequiredService<IMeterFactory>();
        var names = new ConcurrentBag<string>();
        var counts = new ConcurrentQueue<string>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            // Tests run beside each other, each with its own factory.
            if (instrument.Meter.Name != TelemetryNames.Core || !ReferenceEquals(instrument.Meter.Scope, meters))
                return;

            names.Add($"{instrument.Name} {instrument.Unit}");
            l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>(Note);
        listener.SetMeasurementEventCallback<int>(Note);
        listener.Start();

        await bus.Bus.Publish(new OrderPlaced("17"));
        await bus.Bus.Publish(new NoContract("not counted"));
        await all.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal(Approved, string.Join('\n', names.Order(StringComparer.Ordinal)));
        Assert.Equal(
        [
            "edakit.consume.published 0 edakit.contract=tests.order-billed",
            "edakit.consume.published 0 edakit.contract=tests.order-billed",
            "edakit.consume.published 2 edakit.contract=tests.order-placed",
            "edakit.messages.published 1 edakit.contract=tests.order-billed edakit.begins_conversation=False",
            "edakit.messages.published 1 edakit.contract=tests.order-billed edakit.begins_conversation=False",
            "edakit.messages.published 1 edakit.contract=tests.order-placed edakit.begins_conversation=True",
        ], counts.Order(StringComparer.Ordinal));

        void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        {
            counts.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
            if (counts.Count == Measurements)
                all.TrySetResult();
        }
    }

    public sealed class BillTwice : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            await context.Publish(new OrderBilled("one"));
            await context.Publish(new OrderBilled("two"));
        }
    }
}
