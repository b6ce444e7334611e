using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Tests.Propagation;

/// <summary>Delays, schedules and redelivery.</summary>
public sealed class When_a_message_comes_later
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData(ListeningKind.Nobody)]
    [InlineData(ListeningKind.Unsampled)]
    [InlineData(ListeningKind.Sampled)]
    public async Task Should_be_in_a_trace_of_its_own_that_is_linked(ListeningKind kind)
    {
        var (trace, hops) = await RemindTwiceAsync(TransportKind.RabbitMq, hasOutbox: true, kind, isLinked: true);

        Assert.All(hops, hop =>
        {
            Assert.NotEqual(trace, hop.TraceId);
            Assert.NotEqual("none", hop.TraceId);
            Assert.Equal([trace], hop.LinkedTraces);
            Assert.Equal("acme", hop.Tenant);
        });
    }

    [Theory]
    [InlineData(ListeningKind.Nobody)]
    [InlineData(ListeningKind.Unsampled)]
    [InlineData(ListeningKind.Sampled)]
    public async Task Should_be_in_the_trace_of_its_sender_where_that_is_wanted(ListeningKind kind)
    {
        var (trace, hops) = await RemindTwiceAsync(TransportKind.RabbitMq, hasOutbox: true, kind, isLinked: false);

        Assert.All(hops, hop => Assert.Equal((trace, kind == ListeningKind.Sampled), (hop.TraceId, hop.IsRecorded)));
    }

    [Fact]
    public async Task Should_be_linked_without_an_outbox_too()
    {
        var (trace, hops) = await RemindTwiceAsync(TransportKind.InMemory, hasOutbox: false, ListeningKind.Sampled, isLinked: true);

        Assert.All(hops, hop => Assert.Equal((false, trace), (hop.TraceId == trace, Assert.Single(hop.LinkedTraces))));
    }

    [Theory]
    [InlineData(ListeningKind.Nobody)]
    [InlineData(ListeningKind.Sampled)]
    public async Task Should_stay_in_the_trace_when_it_is_redelivered(ListeningKind kind)
    {
        using var listening = new Listening(kind);
        await using var bus = await TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: true, bus: configurator => configurator.UseScheduledRedelivery(retry => retry.Intervals(Soon)));

        string trace;
        using (var request = listening.BeginRequest())
        {
            trace = request.TraceId.ToString();
            await bus.PublishAsync(new Broken("17"));
        }

        var hops = await bus.Received.WaitForAsync<Hop>(3);
        Assert.Equal(["Broken", "Broken", "Fault`1"], hops.Select(hop => hop.Message));
        Assert.All(hops, hop => Assert.Equal(trace, hop.TraceId));
    }

    /// <summary>One with a delay, and one that is scheduled.</summary>
    private static async Task<(string Trace, IReadOnlyList<Hop> Hops)> RemindTwiceAsync(TransportKind transport, bool hasOutbox, ListeningKind kind, bool isLinked)
    {
        using var listening = new Listening(kind);
        await using var bus = await TracedBus.StartAsync(transport, hasOutbox, options => options.LinkDelayed = isLinked, configurator =>
        {
            if (!hasOutbox)
                configurator.UseDelayedMessageScheduler();
        });

        using var request = listening.BeginRequest();
        await bus.PublishAsync(new Reminder("17"), context => context.Delay = Soon);

        if (hasOutbox)
            await bus.DoAsync(scope => scope.GetRequiredService<IMessageScheduler>().SchedulePublish(Soon, new Reminder("18")));
        else
            await bus.Services.GetRequiredService<IBus>().CreateDelayedMessageScheduler().SchedulePublish(Soon, new Reminder("18"));

        var hops = await bus.Received.WaitForAsync<Hop>(2);
        return (request.TraceId.ToString(), hops);
    }
}
