using EdaKit.Contracts;
using EdaKit.Journal;
using EdaKit.Tracing.Explaining;
using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Tests.Journal;

public sealed class When_messages_are_handled
{
    public static TheoryData<StoreKind> Stores { get; } = [StoreKind.Sqlite, StoreKind.PostgreSql];

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_say_what_was_published_and_by_whom_it_was_consumed(StoreKind store)
    {
        await using var bus = await JournaledBus.StartAsync(store);

        await bus.PublishAsync(new First("17"));

        var hops = await bus.Received.WaitForAsync<Hop>(3);
        var journal = await bus.ReadJournalAsync(6);
        Assert.Equal(["Published test.first", "Consumed test.first", "Published test.second", "Consumed test.second", "Published test.third", "Consumed test.third"],
            journal.Select(JournaledBus.Line));
        Assert.All(journal, entry => Assert.Equal(("shop", hops[0].ConversationId, "Order", "17", 1, BusinessKeyId.From("Order", "17")),
            (entry.Service, entry.ConversationId, entry.KeyName, entry.Key, entry.Version, entry.CorrelationId)));
        Assert.Equal([hops[0].MessageId, hops[0].MessageId, hops[1].MessageId, hops[1].MessageId, hops[2].MessageId, hops[2].MessageId], journal.Select(entry => entry.MessageId!.Value));
        Assert.Equal([null, null, hops[0].MessageId, hops[0].MessageId, hops[1].MessageId, hops[1].MessageId], journal.Select(entry => entry.CausationId));
        const string first = "OnFirst/OnFirst/test.first", second = "OnSecond/OnSecond/test.second";
        Assert.Equal([null, first, first, second, second, "OnThird/OnThird/test.third"], journal.Select(entry => entry.Participant));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_say_that_a_duplicate_had_no_effect(StoreKind store)
    {
        await using var bus = await JournaledBus.StartAsync(store);
        var id = NewId.NextGuid();

        for (var i = 0; i < 2; i++)
            await bus.PublishAsync(new Third("17"), context => context.MessageId = id);

        var journal = await bus.ReadJournalAsync(4);
        Assert.Equal(["Consumed test.third", "Duplicate test.third", "Published test.third", "Published test.third"], journal.Select(JournaledBus.Line).Order());
        Assert.Single(bus.Received.Of<Hop>());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_say_that_a_consumer_failed_although_it_was_rolled_back(StoreKind store)
    {
        await using var bus = await JournaledBus.StartAsync(store, bus: configurator => configurator.UseMessageRetry(retry => retry.Immediate(2)));

        await bus.PublishAsync(new Broken("17"));

        // The fault is published past the outbox, since the consumer's transaction is gone.
        var journal = await bus.ReadJournalAsync(6);
        Assert.Equal(["Consumed fault of test.broken", "Failing test.broken", "Failing test.broken", "Faulted test.broken", "Published fault of test.broken", "Published test.broken"],
            journal.Select(JournaledBus.Line).Order());

        var fault = journal.Single(entry => entry.Kind == JournalKind.Faulted);
        Assert.Equal("System.InvalidOperationException: It always fails. (attempt 3)", fault.Note);
        Assert.Equal(("17", journal.Single(entry => entry.Line() == "Published test.broken").MessageId), (fault.Key, fault.MessageId));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_say_of_each_message_of_a_batch_who_handled_it(bool hasOutbox)
    {
        await using var bus = await JournaledBus.StartAsync(StoreKind.Sqlite, hasOutbox, consumers: x => x.AddConsumer<OnItems>());

        await PublishItemsAsync(bus, "1", "2");

        var journal = await bus.ReadJournalAsync(4);
        Assert.Equal(["1 OnItems/OnItems/test.item", "2 OnItems/OnItems/test.item"],
            journal.Where(entry => entry.Kind == JournalKind.Consumed).Select(entry => $"{entry.Key} {entry.Participant}").Order());

        // MassTransit's collector reports them a little later: nothing comes of that.
        await PublishItemsAsync(bus, "3", "4");
        Assert.Equal(4, (await bus.ReadJournalAsync(8)).Count(entry => entry.Kind == JournalKind.Consumed));
    }

    [Fact]
    public async Task Should_say_which_message_of_a_batch_fails()
    {
        await using var bus = await JournaledBus.StartAsync(StoreKind.Sqlite, bus: configurator => configurator.UseMessageRetry(retry => retry.Immediate(3)),
            consumers: x => x.AddConsumer<OnItems>());

        await PublishItemsAsync(bus, "1", "bad", "3");

        await Eventually.IsAsync(true, async () => (await bus.ReadJournalAsync()).Any(entry => entry.Kind == JournalKind.Faulted));
        var failing = (await bus.ReadJournalAsync()).Where(entry => entry.Kind is JournalKind.Failing or JournalKind.Faulted).ToList();
        Assert.Contains(failing, entry => entry.Kind == JournalKind.Failing);
        Assert.All(failing, entry => Assert.Equal(("bad", "OnItems/OnItems/test.item"), (entry.Key, entry.Participant)));
        Assert.Equal("System.InvalidOperationException: A bad one.", failing[^1].Note);
    }

    [Fact]
    public async Task Should_explain_on_which_message_of_a_batch_a_consumer_fails()
    {
        await using var bus = await JournaledBus.StartAsync(StoreKind.Sqlite, consumers: x => x.AddConsumer<OnItems>());
        var explainer = bus.Services.GetRequiredService<IFlowExplainer<TracedDb>>();

        await PublishItemsAsync(bus, "1", "bad");
        await Eventually.IsAsync(FlowVerdictCode.ConsumerFailed, async () => (await explainer.WhyAsync("bad", null)).Verdict.Code);

        Assert.Contains("'OnItems' of 'shop'", (await explainer.WhyAsync("bad", null)).Verdict.Sentence, StringComparison.Ordinal);
        Assert.Equal(FlowVerdictCode.Healthy, (await explainer.WhyAsync("1", null)).Verdict.Code);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_say_nothing_of_what_was_rolled_back(StoreKind store)
    {
        await using var bus = await JournaledBus.StartAsync(store);

        await using (var scope = bus.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<TracedDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(new Third("lost"), TestContext.Current.CancellationToken);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        }

        await bus.PublishAsync(new Third("17"));
        Assert.All(await bus.ReadJournalAsync(2), entry => Assert.Equal("17", entry.Key));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_tell_what_waits_for_its_time_from_what_was_sent(StoreKind store)
    {
        await using var bus = await JournaledBus.StartAsync(store);

        await bus.DoAsync(async scope =>
        {
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new Reminder("17"), context => context.Delay = TimeSpan.FromHours(1));
            await (await scope.GetRequiredService<ISendEndpointProvider>().GetSendEndpoint(new("queue:OnThird"))).Send(new Third("17"));
        });

        Assert.Equal(["Consumed test.third", "Scheduled test.reminder", "Sent test.third"], (await bus.ReadJournalAsync(3)).Select(JournaledBus.Line).Order());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_tell_what_comes_again_from_what_is_scheduled(bool hasOutbox)
    {
        await using var bus = await JournaledBus.StartAsync(StoreKind.Sqlite, hasOutbox, bus: configurator =>
        {
            if (hasOutbox)
                configurator.UseScheduledRedelivery(retry => retry.Intervals(50, 50));
            else
                configurator.UseDelayedRedelivery(retry => retry.Intervals(50, 50));
        });

        await bus.PublishAsync(new Broken("17"));
        await Eventually.IsAsync(true, async () => (await bus.ReadJournalAsync()).Any(entry => entry.Line() == "Consumed fault of test.broken"));

        var journal = await bus.ReadJournalAsync();
        Assert.Equal(["Published test.broken", "Redelivered test.broken", "Redelivered test.broken", "Published fault of test.broken"],
            journal.Where(entry => FlowMap.IsSent(entry)).OrderBy(entry => entry.At).Select(JournaledBus.Line));
        Assert.Single(journal, entry => entry.Kind == JournalKind.Faulted);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_say_it_in_transactions_of_its_own_where_there_is_no_outbox(StoreKind store)
    {
        await using var bus = await JournaledBus.StartAsync(store, hasOutbox: false);

        await bus.PublishAsync(new First("17"));

        var journal = await bus.ReadJournalAsync(6);
        Assert.Equal(["Consumed test.first", "Consumed test.second", "Consumed test.third", "Published test.first", "Published test.second", "Published test.third"],
            journal.Select(JournaledBus.Line).Order());
        Assert.Equal("OnFirst/OnFirst/test.first", journal.Single(entry => entry.Line() == "Consumed test.first").Participant);
        Assert.Single(journal.Select(entry => entry.ConversationId).Distinct());
    }

    private static Task PublishItemsAsync(TracedBus bus, params IEnumerable<string> numbers) =>
        bus.DoAsync(scope => scope.GetRequiredService<IPublishEndpoint>().PublishBatch(numbers.Select(number => new Item(number))));
}
