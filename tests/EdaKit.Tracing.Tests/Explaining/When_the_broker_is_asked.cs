using EdaKit.Journal;
using EdaKit.Tracing.Explaining;
using EdaKit.Tracing.Explaining.Broker;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace EdaKit.Tracing.Tests.Explaining;

/// <summary>What the explainer makes of messages that were sent and not handled, where it may ask RabbitMQ.</summary>
public sealed class When_the_broker_is_asked
{
    private const string Order = "536365";

    [Fact]
    public async Task Should_say_that_the_queue_is_not_bound_at_once()
    {
        await using var shop = await Shop.OpenAsync(transport: TransportKind.RabbitMq);
        await InBrokerAsync(shop, channel => channel.ExchangeUnbindAsync("IssueInvoice", "shop.order-paid", ""));

        await shop.PublishAsync(new OrderPlaced(Order));

        await WaitForAsync(FlowVerdictCode.NotRouted, shop, TimeSpan.Zero, "'shop.order-paid' was published by 'TakePayment' of 'shop'", "the queue 'IssueInvoice' is not bound to 'shop.order-paid'", "Whoever runs 'shop' must start it", "sent again");
    }

    [Fact]
    public async Task Should_say_that_there_is_no_queue()
    {
        await using var shop = await Shop.OpenAsync(transport: TransportKind.RabbitMq);
        await shop.RestartAsync(setup => setup.Consumers.Remove(typeof(IssueInvoice)));
        await InBrokerAsync(shop, channel => channel.QueueDeleteAsync("IssueInvoice"));

        await shop.PublishAsync(new OrderPlaced(Order));

        await WaitForAsync(FlowVerdictCode.NotRouted, shop, TimeSpan.Zero, "the broker has no queue 'IssueInvoice'", "kept nowhere");
    }

    [Fact]
    public async Task Should_say_that_it_waits_and_nobody_reads_it()
    {
        await using var shop = await Shop.OpenAsync(transport: TransportKind.RabbitMq);
        await shop.RestartAsync(setup => setup.Consumers.Remove(typeof(IssueInvoice)));

        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Published, "shop.order-paid", Order);

        await WaitForAsync(FlowVerdictCode.InQueue, shop, Shop.Later, "the queue 'IssueInvoice' holds 1 message that waits and 0 being handled", "Nobody reads it: whoever runs 'shop' must start it.");
    }

    [Fact]
    public async Task Should_say_that_it_is_being_handled()
    {
        await using var shop = await Shop.OpenAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        shop.Behavior.Slow = nameof(IssueInvoice);

        await shop.PublishAsync(new OrderPlaced(Order));
        await Eventually.IsAsync(true, () => Task.FromResult(shop.Behavior.IsBusy));
        await WaitForAsync(FlowVerdictCode.OnItsWay, shop, TimeSpan.Zero);

        await WaitForAsync(FlowVerdictCode.InQueue, shop, Shop.Later, "holds 0 messages that wait and 1 being handled. 1 reads it");
    }

    [Fact]
    public async Task Should_say_that_it_was_put_aside()
    {
        await using var shop = await Shop.OpenAsync(transport: TransportKind.RabbitMq);
        await shop.RestartAsync(setup => setup.Consumers.Remove(typeof(IssueInvoice)));
        await shop.PublishAsync(new OrderPlaced(Order));
        await Eventually.IsAsync(1L, async () => await Servers.CountMessagesAsync(shop.Transport.VirtualHost!, "IssueInvoice") ?? 0);

        // As a process does that keeps no journal.
        await InBrokerAsync(shop, async channel =>
        {
            await channel.QueueDeclareAsync("IssueInvoice_error", durable: true, exclusive: false, autoDelete: false);
            var message = await channel.BasicGetAsync("IssueInvoice", autoAck: true);
            await channel.BasicPublishAsync("", "IssueInvoice_error", message!.Body);
        });

        await WaitForAsync(FlowVerdictCode.InErrorQueue, shop, Shop.Later, "its queue is empty, and 'IssueInvoice_error' holds 1 message, this one most likely among them", "move them back");
    }

    [Fact]
    public async Task Should_say_how_many_its_error_queue_has()
    {
        await using var shop = await Shop.OpenAsync(transport: TransportKind.RabbitMq);
        shop.Behavior.Poisoned = nameof(IssueInvoice);
        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(entry => entry is { Kind: JournalKind.Faulted });

        using var broker = await BrokerOfAsync(shop);
        var explainer = new FlowExplainer([shop.Source], new LaterTime(Shop.Later), broker: broker);
        await Eventually.IsAsync(true, async () => (await explainer.WhyNotAsync(Order, "InvoiceIssued")).Verdict is { Code: FlowVerdictCode.ConsumerFailed } verdict
            && verdict.Sentence.EndsWith("from 'IssueInvoice_error'. It holds 1 message.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_answer_without_it_where_it_cannot_be_asked()
    {
        await using var shop = await Shop.OpenAsync(transport: TransportKind.RabbitMq);
        await shop.RestartAsync(setup => setup.Consumers.Remove(typeof(IssueInvoice)));
        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Published, "shop.order-paid", Order);
        await Eventually.IsAsync(FlowVerdictCode.NotConsumed, async () => (await shop.WhyNotAsync(Order, Shop.Later)).Code);
        var right = await Servers.ManagementOfAsync(shop.Transport.VirtualHost!);

        var away = await AskAsync(shop, new UriBuilder(right) { Port = 1 }.Uri);
        var refused = await AskAsync(shop, new UriBuilder(right) { UserName = "nobody" }.Uri);

        Assert.Equal((FlowVerdictCode.NotConsumed, FlowVerdictCode.NotConsumed), (away.Verdict.Code, refused.Verdict.Code));
        Assert.Contains("RabbitMQ cannot be asked at 'http://127.0.0.1:1/", away.BrokerError, StringComparison.Ordinal);
        Assert.Contains("refuses the user. Give one with the tag 'monitoring'", refused.BrokerError, StringComparison.Ordinal);
        Assert.All(new[] { away.BrokerError!, refused.BrokerError! }, error => Assert.DoesNotContain(right.UserInfo, error, StringComparison.Ordinal));
        Assert.Null((await AskAsync(shop, right)).BrokerError);
    }

    [Fact]
    public void Should_refuse_an_address_that_is_no_management_api()
    {
        var refused = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddFlowBroker(new("amqp://guest:secret@localhost/shop")));

        Assert.Contains("'amqp://localhost/shop' is no address of RabbitMQ's management API. Give one such as 'http://guest:guest@localhost:15672/shop'.", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Without a scheme, what stands before the first colon is one, and the password may be anywhere.</summary>
    [Theory, InlineData("guest:secret@localhost:15672"), InlineData("guest:secret@localhost/shop"), InlineData("//guest:secret@localhost/shop"), InlineData("user name:secret@localhost"),
     InlineData("amqp://gäst:secret@localhost/shop")]
    public void Should_not_show_a_password_in_an_address_that_is_none(string address)
    {
        var refused = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddFlowBroker(new(address, UriKind.RelativeOrAbsolute)));

        Assert.Contains("is no address of RabbitMQ's management API. Give one such as", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    // What the broker counts is as old as its last count, so that it is waited for until all of it is told.
    private static async Task WaitForAsync(FlowVerdictCode code, Shop shop, TimeSpan later, params string[] parts)
    {
        using var broker = await BrokerOfAsync(shop);
        var explainer = new FlowExplainer([shop.Source], new LaterTime(later), broker: broker);

        await Eventually.IsAsync("", async () =>
        {
            var verdict = (await explainer.WhyNotAsync(Order, "InvoiceIssued")).Verdict;
            return verdict.Code == code && parts.All(part => verdict.Sentence.Contains(part, StringComparison.Ordinal)) ? "" : $"{verdict.Code}: {verdict.Sentence}";
        });
    }

    private static async Task<RabbitMqBroker> BrokerOfAsync(Shop shop) => new(await Servers.ManagementOfAsync(shop.Transport.VirtualHost!));

    private static async Task<FlowExplanation> AskAsync(Shop shop, Uri management)
    {
        using var broker = new RabbitMqBroker(management);
        return await new FlowExplainer([shop.Source], new LaterTime(Shop.Later), broker: broker).WhyNotAsync(Order, "InvoiceIssued");
    }

    private static async Task InBrokerAsync(Shop shop, Func<IChannel, Task> work)
    {
        await using var connection = await new ConnectionFactory { Uri = new UriBuilder(shop.Transport.VirtualHost!) { Scheme = "amqp" }.Uri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await work(channel);
    }
}
