using EdaKit.Journal;
using EdaKit.Tracing.Explaining;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;

namespace EdaKit.Tracing.Tests.Explaining;

/// <summary>Faults, injected one by one, and what the explainer makes of each.</summary>
public sealed class When_an_order_has_no_invoice
{
    private const string Order = "536365";

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_that_the_relay_does_not_run(StoreKind store)
    {
        await using var shop = await Shop.OpenAsync(store);
        await shop.RestartAsync(setup => setup.Relays = false);

        await shop.PublishAsync(new OrderPlaced(Order));

        Is(FlowVerdictCode.InOutbox, await shop.WhyNotAsync(Order, Shop.Later), "'shop.order-placed'", "'shop'", "1h 0m ago", "relay");
        Is(FlowVerdictCode.OnItsWay, await shop.WhyNotAsync(Order, TimeSpan.Zero), "'shop.order-placed'", "in a moment");
    }

    [Fact]
    public async Task Should_say_that_the_broker_is_away()
    {
        await using var shop = await Shop.OpenAsync(transport: TransportKind.RabbitMq);
        await shop.RestartAsync(setup => setup.Broker = new("rabbitmq://localhost:9/"));

        await shop.PublishAsync(new OrderPlaced(Order));

        Is(FlowVerdictCode.InOutbox, await shop.WhyNotAsync(Order, Shop.Later), "'shop.order-placed'", "'shop'", "the broker answers");
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_that_a_consumer_fails(StoreKind store)
    {
        await using var shop = await Shop.OpenAsync(store);
        shop.Behavior.Poisoned = nameof(IssueInvoice);

        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Faulted, "shop.order-paid", Order);

        var verdict = await shop.WhyNotAsync(Order, TimeSpan.Zero);
        Is(FlowVerdictCode.ConsumerFailed, verdict, "'IssueInvoice' of 'shop' failed", "The bank is closed.", "attempt 1", "'IssueInvoice_error'");
        Assert.Equal(("IssueInvoice/IssueInvoice/shop.order-paid", "shop.order-paid"), (verdict.Participant, verdict.Contract));
    }

    [Fact]
    public async Task Should_say_that_a_consumer_fails_long_before()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Behavior.Poisoned = nameof(TakePayment);

        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Faulted, "shop.order-placed", Order);

        Is(FlowVerdictCode.ConsumerFailed, await shop.WhyNotAsync(Order, TimeSpan.Zero), "'shop.invoice-issued' is sent by 'IssueInvoice'", "'shop.order-paid' is sent by 'TakePayment'",
            "'TakePayment' of 'shop' failed", "The bank is closed.");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_say_that_an_id_was_used_twice(bool isOneFlow)
    {
        await using var shop = await Shop.OpenAsync();
        Guid id = NewId.NextGuid(), flow = NewId.NextGuid();
        await shop.PublishAsync(new OrderPlaced("2"), context => (context.MessageId, context.ConversationId) = (id, flow));
        await shop.WaitForAsync(JournalKind.Consumed, "shop.order-placed", "2");

        await shop.PublishAsync(new OrderPlaced(Order), context => (context.MessageId, context.ConversationId) = (id, isOneFlow ? flow : NewId.NextGuid()));
        await shop.WaitForAsync(JournalKind.Duplicate, "shop.order-placed", Order);

        Is(FlowVerdictCode.DroppedAsDuplicate, await shop.WhyNotAsync(Order, Shop.Later), "'TakePayment' of 'shop'", $"'{id}'", "was handled at");
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_that_it_could_not_be_sent(StoreKind store)
    {
        await using var shop = await Shop.OpenAsync(store, TransportKind.RabbitMq);

        await shop.SendAsync(new("exchange:nowhere"), new OrderPlaced(Order));

        await Eventually.IsAsync(FlowVerdictCode.Parked, async () => (await shop.WhyNotAsync(Order, TimeSpan.Zero)).Code);
        Is(FlowVerdictCode.Parked, await shop.WhyNotAsync(Order, Shop.Later), "'shop.order-placed'", "'shop'", "nowhere", "edakit outbox retry");
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_behind_which_message_it_is_held(StoreKind store)
    {
        await using var shop = await Shop.OpenAsync(store, TransportKind.RabbitMq);
        var first = NewId.NextGuid();
        await shop.SendAsync(new("exchange:nowhere"), new OrderPlaced("2"), context => InLane(context, first));

        await shop.PublishAsync(new OrderPlaced(Order), context => InLane(context, NewId.NextGuid()));

        await Eventually.IsAsync(FlowVerdictCode.HeldInLane, async () => (await shop.WhyNotAsync(Order, TimeSpan.Zero)).Code);
        Is(FlowVerdictCode.HeldInLane, await shop.WhyNotAsync(Order, Shop.Later), "'shop.order-placed'", "'customer-7'", $"'{first}'", "edakit outbox retry");
    }

    [Theory]
    [InlineData(nameof(IssueInvoice), "shop.order-paid", "'shop.invoice-issued'")]
    [InlineData(nameof(TakePayment), "shop.order-placed", "'shop.order-paid'")]
    public async Task Should_say_that_a_consumer_ran_and_sent_nothing(string muted, string consumes, string missing)
    {
        await using var shop = await Shop.OpenAsync();
        shop.Behavior.Muted = muted;

        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Consumed, consumes, Order);

        Is(FlowVerdictCode.RanWithoutSending, await shop.WhyNotAsync(Order, TimeSpan.Zero), $"'{muted}' of 'shop' consumed '{consumes}'", $"did not send {missing}");
    }

    [Fact]
    public async Task Should_say_that_it_never_began()
    {
        await using var shop = await Shop.OpenAsync();

        await shop.PublishAsync(new OrderViewed(Order));
        await shop.WaitForAsync(JournalKind.Consumed, "shop.order-viewed", Order);

        var verdict = await shop.WhyNotAsync(Order, TimeSpan.Zero);
        Is(FlowVerdictCode.NeverSent, verdict, "'shop.invoice-issued' is sent by 'IssueInvoice'", "'shop.order-placed' is sent by 'shop' outside of consumers", $"for '{Order}' nobody did");
        Assert.Equal("shop.order-placed", verdict.Contract);
    }

    [Fact]
    public async Task Should_say_for_when_it_is_scheduled()
    {
        await using var shop = await Shop.OpenAsync();

        await shop.PublishAsync(new OrderPlaced(Order), context => context.Delay = TimeSpan.FromHours(3));

        var verdict = await shop.WhyNotAsync(Order, Shop.Later);
        Is(FlowVerdictCode.Scheduled, verdict, "'shop.order-placed'", "is to be sent at", "in 1h 59m");
        Assert.InRange(verdict.Until!.Value - DateTimeOffset.UtcNow, TimeSpan.FromHours(2.9), TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task Should_say_that_the_consumer_is_not_there()
    {
        await using var shop = await Shop.OpenAsync(transport: TransportKind.RabbitMq);
        await shop.RestartAsync(setup => setup.Consumers.Remove(typeof(IssueInvoice)));

        // Until that is handled, it is what nobody has consumed for an hour.
        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Consumed, "shop.order-placed", Order);
        await Eventually.IsAsync(FlowVerdictCode.NotConsumed, async () => (await shop.WhyNotAsync(Order, Shop.Later)).Code);

        Is(FlowVerdictCode.NotConsumed, await shop.WhyNotAsync(Order, Shop.Later), "'shop.order-paid' was published by 'TakePayment' of 'shop'", "'IssueInvoice' of 'shop' has consumed it", "'IssueInvoice_error'");
        Is(FlowVerdictCode.NotConsumed, (await shop.WhyAsync(Order, Shop.Later)).Verdict, "'IssueInvoice'");
    }

    [Fact]
    public async Task Should_say_that_a_slow_consumer_is_within_its_time()
    {
        await using var shop = await Shop.OpenAsync(StoreKind.PostgreSql);
        shop.Behavior.Slow = nameof(IssueInvoice);

        await shop.PublishAsync(new OrderPlaced(Order));
        await Eventually.IsAsync(true, async () => shop.Behavior.IsBusy && (await shop.WhyAsync(Order, TimeSpan.Zero)).Flows[0].Followed is [{ Stored: null }]);

        Is(FlowVerdictCode.OnItsWay, await shop.WhyNotAsync(Order, TimeSpan.FromSeconds(10)), "'shop.order-paid' was published by 'TakePayment'", "'IssueInvoice' of 'shop' may take 30s");
        shop.Behavior.Release();
        await Eventually.IsAsync(FlowVerdictCode.Happened, async () => (await shop.WhyNotAsync(Order, TimeSpan.Zero)).Code);
    }

    [Fact]
    public async Task Should_say_that_its_queue_is_not_bound()
    {
        await using var shop = await Shop.OpenAsync(transport: TransportKind.RabbitMq);
        await using (var connection = await new ConnectionFactory { Uri = Amqp(shop.Transport.VirtualHost!) }.CreateConnectionAsync())
        await using (var channel = await connection.CreateChannelAsync())
            await channel.ExchangeUnbindAsync("IssueInvoice", "shop.order-paid", "");

        await shop.PublishAsync(new OrderPlaced(Order));
        await Eventually.IsAsync(FlowVerdictCode.NotConsumed, async () => (await shop.WhyNotAsync(Order, Shop.Later)).Code);

        Is(FlowVerdictCode.NotConsumed, await shop.WhyNotAsync(Order, Shop.Later), "'shop.order-paid' was published by 'TakePayment' of 'shop'", "'IssueInvoice' of 'shop' has consumed it", "not bound");
    }

    [Fact]
    public async Task Should_say_that_a_consumer_failed_and_when_it_tries_again()
    {
        await using var shop = await Shop.OpenAsync(change: setup => setup.Bus = bus => bus.UseScheduledRedelivery(retry => retry.Interval(1, TimeSpan.FromHours(2))));
        shop.Behavior.Poisoned = nameof(IssueInvoice);

        await shop.PublishAsync(new OrderPlaced(Order));
        await Eventually.IsAsync(FlowVerdictCode.Scheduled, async () => (await shop.WhyNotAsync(Order, TimeSpan.Zero)).Code);

        Is(FlowVerdictCode.Scheduled, await shop.WhyNotAsync(Order, Shop.Later), "'shop.order-paid'", "IssueInvoice', failed there", "in 59m", "System.InvalidOperationException: The bank is closed. (attempt 1)");
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_that_a_consumer_keeps_failing(StoreKind store)
    {
        await using var shop = await Shop.OpenAsync(store, change: setup => setup.Bus = bus => bus.UseMessageRetry(retry => retry.Interval(100_000, TimeSpan.FromMilliseconds(20))));
        shop.Behavior.Poisoned = nameof(IssueInvoice);
        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(entry => entry.Kind == JournalKind.Failing && entry.Note!.EndsWith("(attempt 4)", StringComparison.Ordinal));

        Is(FlowVerdictCode.ConsumerFailed, await shop.WhyNotAsync(Order, Shop.Later), "'IssueInvoice' of 'shop' keeps failing on 'shop.order-paid'", "System.InvalidOperationException: The bank is closed. (attempt ");
        Is(FlowVerdictCode.ConsumerFailed, (await shop.WhyAsync(Order, TimeSpan.Zero)).Verdict, "keeps failing");

        shop.Behavior.Poisoned = null;
        await shop.WaitForAsync(JournalKind.Consumed, "shop.invoice-issued", Order);

        Is(FlowVerdictCode.Happened, await shop.WhyNotAsync(Order, Shop.Later), "published by 'IssueInvoice'");
        var failing = await shop.ReadAsync(db => db.Set<JournalEntry>().Where(entry => entry.Kind == JournalKind.Failing).Select(entry => entry.Note!).ToListAsync());
        Assert.DoesNotContain(failing, note => note.EndsWith("(attempt 3)", StringComparison.Ordinal));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_say_that_a_consumer_needed_a_second_try(bool hasOutbox)
    {
        await using var shop = await Shop.OpenAsync(change: setup =>
        {
            setup.HasOutbox = hasOutbox;
            setup.Bus = hasOutbox
                ? bus => bus.UseScheduledRedelivery(retry => retry.Interval(5, TimeSpan.FromMilliseconds(500)))
                : bus => bus.UseDelayedRedelivery(retry => retry.Interval(5, TimeSpan.FromMilliseconds(500)));
        });
        shop.Behavior.Poisoned = nameof(IssueInvoice);
        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Redelivered, "shop.order-paid", Order);

        shop.Behavior.Poisoned = null;
        await shop.WaitForAsync(JournalKind.Consumed, "shop.order-paid", Order);
        await shop.WaitForAsync(JournalKind.Consumed, "shop.invoice-issued", Order);

        Is(FlowVerdictCode.Happened, await shop.WhyNotAsync(Order, Shop.Later), "published by 'IssueInvoice'");
        Is(FlowVerdictCode.Healthy, (await shop.WhyAsync(Order, Shop.Later)).Verdict, "3 messages");
    }

    [Theory, InlineData(TransportKind.InMemory), InlineData(TransportKind.RabbitMq)]
    public async Task Should_say_that_nobody_reads_its_version(TransportKind transport)
    {
        await using var shop = await Shop.OpenAsync(transport: transport);

        await shop.PublishAsync(new OrderPaidV2(Order, "card"));
        await shop.WaitForAsync(entry => entry is { Kind: JournalKind.Faulted, Contract: "shop.order-paid" });

        Is(FlowVerdictCode.VersionOutOfReach, await shop.WhyNotAsync(Order, TimeSpan.Zero), "'shop.order-paid v2'", "the endpoint 'IssueInvoice' of 'shop'", "Contracts.Upcast");
    }

    [Fact]
    public async Task Should_say_that_nobody_reads_the_older_version_as_which_it_left()
    {
        await using var shop = await Shop.StartAsync(StoreKind.Sqlite, await TestTransport.CreateAsync(TransportKind.InMemory), setup =>
        {
            setup.Consumers.Clear();
            setup.Consumers.Add(typeof(OnPaidV2));
            setup.More = eda => eda.Contracts.Downcast<OrderPaidV2, OrderPaid>(paid => new(paid.Order)).Emit<OrderPaidV2>(version: 1);
        });

        await shop.PublishAsync(new OrderPaidV2(Order, "card"));
        await shop.WaitForAsync(entry => entry is { Kind: JournalKind.Faulted, Contract: "shop.order-paid" });

        Is(FlowVerdictCode.VersionOutOfReach, await shop.WhyNotAsync(Order, TimeSpan.Zero, "shop.order-paid"), "'shop.order-paid v1' came to the endpoint 'OnPaidV2' of 'shop'");
    }

    [Fact]
    public async Task Should_say_that_there_is_an_invoice()
    {
        await using var shop = await Shop.OpenAsync();

        Is(FlowVerdictCode.Happened, await shop.WhyNotAsync(Shop.Healthy, Shop.Later), "published by 'IssueInvoice' of 'shop'", "consumed by 'SendMail' of 'shop'");
    }

    [Fact]
    public async Task Should_say_that_there_is_an_invoice_and_who_failed_on_it()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Behavior.Poisoned = nameof(SendMail);

        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Faulted, "shop.invoice-issued", Order);

        Is(FlowVerdictCode.ConsumerFailed, await shop.WhyNotAsync(Order, Shop.Later), "'SendMail' of 'shop' failed on 'shop.invoice-issued'");
    }

    [Fact]
    public async Task Should_say_that_nobody_knows_the_order()
    {
        await using var shop = await Shop.OpenAsync();

        Is(FlowVerdictCode.UnknownKey, await shop.WhyNotAsync("42", TimeSpan.Zero), "'42'");
        Is(FlowVerdictCode.UnknownKey, (await new FlowExplainer([shop.Source], TimeProvider.System).WhyNotAsync(Shop.Healthy, "InvoiceIssued", "Customer")).Verdict, "Ask without the name");
    }

    [Theory]
    [InlineData("InvoiceIssued")]
    [InlineData("shop.invoice-issued")]
    [InlineData("SHOP.INVOICE-ISSUED")]
    [InlineData("shop.invoice-issued:v1")]
    public async Task Should_know_which_contract_is_meant(string contract)
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await new FlowExplainer([shop.Source], TimeProvider.System).WhyNotAsync(Shop.Healthy, contract, "Order");

        Assert.Equal(("shop.invoice-issued", FlowVerdictCode.Happened), (answer.Contract, answer.Verdict.Code));
    }

    private sealed class OnPaidV2 : IConsumer<OrderPaidV2>
    {
        public Task Consume(ConsumeContext<OrderPaidV2> context) => Task.CompletedTask;
    }

    private static Uri Amqp(Uri address) => new UriBuilder(address) { Scheme = "amqp" }.Uri;

    private static void InLane(SendContext context, Guid id)
    {
        context.MessageId = id;
        context.SetLane("customer-7");
    }

    private static void Is(FlowVerdictCode code, FlowVerdict verdict, params string[] parts)
    {
        Assert.True(code == verdict.Code, $"{verdict.Code}, not {code}: {verdict.Sentence}");
        Assert.All(parts, part => Assert.Contains(part, verdict.Sentence, StringComparison.Ordinal));
    }
}
