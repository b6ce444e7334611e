using EdaKit.Journal;
using EdaKit.Tracing.Explaining;
using EdaKit.Tracing.Tests.Spans;
using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Tests.Journal;

public sealed class When_a_message_has_another_version
{
    private const string Participant = "OnNamed/OnNamed/test.named";

    public static TheoryData<StoreKind, bool> Stores { get; } = new() { { StoreKind.Sqlite, true }, { StoreKind.PostgreSql, true }, { StoreKind.Sqlite, false } };

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_say_as_which_version_it_was_read(StoreKind store, bool hasOutbox)
    {
        await using var bus = await JournaledBus.StartAsync(store, hasOutbox, consumers: x => x.AddConsumer<OnNamed>());

        await bus.PublishAsync(new NamedV1("Ada Lovelace"));

        var journal = await bus.ReadJournalAsync(3);
        var (published, upcast, consumed) = (One(JournalKind.Published), One(JournalKind.Upcast), One(JournalKind.Consumed));
        Assert.Equal((1, 2, 2), (published.Version, upcast.Version, consumed.Version));
        Assert.Equal((Participant, "v1 -> v2", "shop", published.MessageId, published.ConversationId),
            (upcast.Participant, upcast.Note, upcast.Service, upcast.MessageId, upcast.ConversationId));
        Assert.True(upcast.Id < consumed.Id);
        Assert.Equal(new Named("Ada", "Lovelace"), (await bus.Received.WaitForAsync<Named>(1))[0]);

        JournalEntry One(JournalKind kind) => journal.Single(entry => entry.Kind == kind);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_say_as_which_version_it_left(StoreKind store, bool hasOutbox)
    {
        await using var bus = await JournaledBus.StartAsync(store, hasOutbox, consumers: x => x.AddConsumer<OnNamed>(), more: eda => eda.Contracts.Emit<Named>(version: 1));

        await bus.PublishAsync(new Named("Ada", "Lovelace"));

        var journal = await bus.ReadJournalAsync(3);
        Assert.Equal(("test.named", 1), (journal.Single(entry => entry.Kind == JournalKind.Published).Contract, journal.Single(entry => entry.Kind == JournalKind.Published).Version));
        Assert.Equal("v1 -> v2", journal.Single(entry => entry.Kind == JournalKind.Upcast).Note);
    }

    [Fact]
    public async Task Should_be_seen_in_what_followed_from_what()
    {
        await using var bus = await JournaledBus.StartAsync(StoreKind.Sqlite, consumers: x => x.AddConsumer<OnNamed>());

        await bus.PublishAsync(new NamedV1("Ada Lovelace"));
        await bus.ReadJournalAsync(3);

        var answer = await bus.Services.GetRequiredService<IFlowExplainer<TracedDb>>().WhyAsync("Ada Lovelace", null, cancellationToken: TestContext.Current.CancellationToken);
        var message = Assert.Single(answer.Flows);
        Assert.Equal((FlowVerdictCode.Healthy, 1), (answer.Verdict.Code, message.Version));
        Assert.Equal([(JournalKind.Upcast, "v1 -> v2"), (JournalKind.Consumed, null)], message.Fates.Select(fate => (fate.Kind, fate.Note)));
    }

    [Theory, InlineData(TransportKind.InMemory), InlineData(TransportKind.RabbitMq)]
    public async Task Should_say_that_it_could_not_be_brought_to_the_version_of_a_consumer(TransportKind transport)
    {
        await using var bus = await JournaledBus.StartAsync(StoreKind.Sqlite, transport: transport, consumers: x => x.AddConsumer<OnNamed>());

        await bus.PublishAsync(new NamedV1("Ada"));

        await Eventually.IsAsync(true, async () => (await bus.ReadJournalAsync()).Any(entry => entry.Kind == JournalKind.Faulted));
        var journal = await bus.ReadJournalAsync();
        var (published, fault) = (journal.Single(entry => entry.Contract == "test.named" && entry.Kind == JournalKind.Published), journal.Single(entry => entry.Kind == JournalKind.Faulted));
        Assert.Equal((published.MessageId, published.ConversationId, "test.named", 1, "OnNamed//test.named", "System.FormatException: It is no name."),
            (fault.MessageId, fault.ConversationId, fault.Contract, fault.Version, fault.Participant, fault.Note));

        var verdict = (await bus.Services.GetRequiredService<IFlowExplainer<TracedDb>>().WhyAsync("Ada", null, cancellationToken: TestContext.Current.CancellationToken)).Verdict;
        Assert.Equal(FlowVerdictCode.ConsumerFailed, verdict.Code);
        Assert.Contains("the endpoint 'OnNamed' of 'shop' could give nobody 'test.named'", verdict.Sentence, StringComparison.Ordinal);
        Assert.Contains("It is no name.", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_it_of_each_message_of_a_batch_that_is_old_and_of_no_other()
    {
        await using var bus = await JournaledBus.StartAsync(StoreKind.Sqlite, consumers: x => x.AddConsumer<OnManyNamed>());

        await bus.PublishAsync(new NamedV1("Ada Lovelace"));
        await bus.PublishAsync(new Named("Grace", "Hopper"));

        var journal = await bus.ReadJournalAsync(5);
        var upcast = Assert.Single(journal, entry => entry.Kind == JournalKind.Upcast);
        Assert.Equal(journal.Single(entry => entry is { Kind: JournalKind.Published, Version: 1 }).MessageId, upcast.MessageId);
        Assert.Equal(2, journal.Count(entry => entry is { Kind: JournalKind.Consumed, Version: 2 }));
    }

    [Fact]
    public async Task Should_say_as_what_a_message_was_sent_on_which_a_consumer_fails()
    {
        await using var bus = await JournaledBus.StartAsync(StoreKind.Sqlite, consumers: x => x.AddConsumer<OnNamedBadly>());

        await bus.PublishAsync(new NamedV1("Ada Lovelace"));
        await Eventually.IsAsync(true, async () => (await bus.ReadJournalAsync()).Any(entry => entry.Kind == JournalKind.Faulted));

        var journal = await bus.ReadJournalAsync();
        Assert.Equal("System.InvalidOperationException: Nobody is called that. (attempt 1, sent as v1)", journal.Single(entry => entry.Kind == JournalKind.Faulted).Note);
        Assert.DoesNotContain(journal, entry => entry.Kind is JournalKind.Upcast or JournalKind.Consumed && entry.Contract == "test.named");
    }

    private sealed class OnManyNamed : IConsumer<Batch<Named>>
    {
        public Task Consume(ConsumeContext<Batch<Named>> context) => Task.CompletedTask;
    }

    private sealed class OnNamedBadly : IConsumer<Named>
    {
        public Task Consume(ConsumeContext<Named> context) => throw new InvalidOperationException("Nobody is called that.");
    }
}
