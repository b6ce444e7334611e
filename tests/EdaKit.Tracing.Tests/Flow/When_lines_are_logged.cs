using EdaKit.Tracing.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdaKit.Tracing.Tests.Flow;

public sealed class When_lines_are_logged
{
    [Fact]
    public async Task Should_bear_the_ids_of_the_message_that_is_handled()
    {
        var lines = new ScopedLog();
        await using var bus = await TracedBus.StartAsync(TransportKind.InMemory, hasOutbox: true, services: services => services.AddSingleton<ILoggerProvider>(lines));

        await bus.PublishAsync(new First("17"));

        var hops = await bus.Received.WaitForAsync<Hop>(3);
        Assert.All(hops, hop => Assert.Equal((hop.MessageId, hop.ConversationId, hop.CausationId), lines.IdsOf($"On{hop.Message}")));
    }

    [Fact]
    public async Task Should_bear_none_where_that_is_not_wanted()
    {
        var lines = new ScopedLog();
        await using var bus = await TracedBus.StartAsync(TransportKind.InMemory, hasOutbox: true, options => options.LogScopes = false,
            services: services => services.AddSingleton<ILoggerProvider>(lines));

        await bus.PublishAsync(new Third("17"));

        await bus.Received.WaitForAsync<Hop>(1);
        Assert.Equal(default, lines.IdsOf("OnThird"));
    }
}
