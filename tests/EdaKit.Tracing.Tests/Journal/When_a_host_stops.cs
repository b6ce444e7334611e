using System.Diagnostics.Metrics;
using EdaKit.Journal;
using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Tests.Journal;

public sealed class When_a_host_stops
{
    /// <summary>The bus waits for its consumers, and stops after what was registered later.</summary>
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_what_consumers_handled_until_the_bus_had_stopped(StoreKind store)
    {
        var work = new Work();
        await using var bus = await JournaledBus.StartAsync(store, hasOutbox: false, consumers: x =>
        {
            x.AddSingleton(work);
            x.AddConsumer<OnItem>();
            x.AddBusObserver<EndsWork>();
        });
        await bus.PublishAsync(new Item("17"));
        await work.HasBegun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await bus.StopAsync();

        Assert.Contains("Consumed test.item", (await bus.ReadJournalAsync()).Select(JournaledBus.Line));
    }

    [Fact]
    public async Task Should_count_what_is_said_afterwards_as_dropped()
    {
        var dropped = 0L;
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Name == "edakit.journal.dropped") self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref dropped, value));
        listener.Start();
        await using var bus = await JournaledBus.StartAsync(StoreKind.Sqlite);
        await bus.StopAsync();

        bus.Services.GetRequiredService<IJournalWriter>().Add(new() { At = 1, Kind = JournalKind.Faulted });

        Assert.Equal(1, dropped);
    }

    private sealed class Work
    {
        public TaskCompletionSource HasBegun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class OnItem(Work work) : IConsumer<Item>
    {
        public Task Consume(ConsumeContext<Item> context)
        {
            work.HasBegun.SetResult();
            return work.MayEnd.Task;
        }
    }

    private sealed class EndsWork(Work work) : IBusObserver
    {
        public Task PreStop(IBus bus)
        {
            work.MayEnd.SetResult();
            return Task.CompletedTask;
        }

        public void PostCreate(IBus bus)
        {
        }

        public void CreateFaulted(Exception exception)
        {
        }

        public Task PreStart(IBus bus) => Task.CompletedTask;

        public Task PostStart(IBus bus, Task<BusReady> busReady) => Task.CompletedTask;

        public Task StartFaulted(IBus bus, Exception exception) => Task.CompletedTask;

        public Task PostStop(IBus bus) => Task.CompletedTask;

        public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;
    }
}
