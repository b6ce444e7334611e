using System.Diagnostics;
using EdaKit.Telemetry;
using EdaKit.Tracing.Tests.Support;
using MassTransit;

namespace EdaKit.Tracing.Tests.Spans;

public sealed class When_a_message_has_another_version
{
    [Fact]
    public async Task Should_be_a_span_where_it_is_brought_to_the_version_of_its_consumer()
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await StartAsync();

        using (listening.BeginRequest())
            await bus.PublishAsync(new NamedV1("Ada Lovelace"));

        Assert.Equal(new Named("Ada", "Lovelace"), (await bus.Received.WaitForAsync<Named>(1))[0]);
        var upcast = Assert.Single(await listening.WaitForAsync(SpanNames.Upcast, 1));
        Assert.Equal(["test.named", 1, 2], upcast.Tags(TagNames.Contract, TagNames.FromVersion, TagNames.ToVersion));
        await listening.WaitForAsync(SpanNames.Inbox, 1);
        await Eventually.IsAsync(true, () => Task.FromResult(listening.MassTransit("OnNamed receive").SingleOrDefault()?.SpanId == upcast.ParentSpanId));
    }

    [Fact]
    public async Task Should_say_why_it_could_not_be_brought_there()
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await StartAsync();

        using (listening.BeginRequest())
            await bus.PublishAsync(new NamedV1("Ada"));

        var upcast = Assert.Single(await listening.WaitForAsync(SpanNames.Upcast, 1));
        Assert.Equal((ActivityStatusCode.Error, typeof(FormatException).FullName), (upcast.Status, upcast.GetTagItem(TagNames.ErrorType)));
    }

    [Fact]
    public async Task Should_be_a_span_where_it_leaves_as_an_older_one()
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await StartAsync(emitted: 1);

        using var request = listening.BeginRequest();
        await bus.PublishAsync(new Named("Ada", "Lovelace"));

        var downcast = Assert.Single(await listening.WaitForAsync(SpanNames.Downcast, 1));
        Assert.Equal(["test.named", 2, 1], downcast.Tags(TagNames.Contract, TagNames.FromVersion, TagNames.ToVersion));
        Assert.Equal(request.TraceId, downcast.TraceId);
        Assert.Equal(new Named("Ada", "Lovelace"), (await bus.Received.WaitForAsync<Named>(1))[0]);
    }

    private static Task<TracedBus> StartAsync(int? emitted = null) => TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: true, consumers: x => x.AddConsumer<OnNamed>(), more: eda =>
    {
        if (emitted is { } version)
            eda.Contracts.Emit<Named>(version);
    });
}
