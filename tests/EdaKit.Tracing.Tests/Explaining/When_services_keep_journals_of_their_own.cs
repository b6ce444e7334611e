using EdaKit.Journal;
using EdaKit.Tracing.Explaining;

namespace EdaKit.Tracing.Tests.Explaining;

/// <summary>Two services on one broker, each with a database of its own: the shop takes payments, billing writes invoices and mails.</summary>
public sealed class When_services_keep_journals_of_their_own : IAsyncLifetime
{
    private const string Order = "536365";

    private Shop _shop = null!, _billing = null!;

    public async ValueTask InitializeAsync()
    {
        var transport = await TestTransport.CreateAsync(TransportKind.RabbitMq);
        _billing = await Shop.StartAsync(StoreKind.Sqlite, transport, setup => Is(setup, "billing", typeof(IssueInvoice), typeof(SendMail)));
        _shop = await Shop.StartAsync(StoreKind.PostgreSql, transport, setup => Is(setup, "shop", typeof(TakePayment)));

        await _shop.PublishAsync(new OrderPlaced(Shop.Healthy));
        await _billing.WaitForAsync(JournalKind.Consumed, "shop.invoice-issued", Shop.Healthy);
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _billing.DisposeAsync();
    }

    [Fact]
    public async Task Should_put_a_flow_together()
    {
        var answer = await Explainer(_shop, _billing).WhyNotAsync(Shop.Healthy, "InvoiceIssued");

        Assert.True(FlowVerdictCode.Happened == answer.Verdict.Code, answer.Verdict.Sentence);
        Assert.Contains("published by 'IssueInvoice' of 'billing'", answer.Verdict.Sentence, StringComparison.Ordinal);
        Assert.Equal("shop.invoice-issued", Assert.Single(Assert.Single(Assert.Single(answer.Flows).Followed).Followed).Contract);
    }

    [Fact]
    public async Task Should_say_in_which_service_a_consumer_failed()
    {
        _billing.Behavior.Poisoned = nameof(IssueInvoice);
        await _shop.PublishAsync(new OrderPlaced(Order));
        await _billing.WaitForAsync(JournalKind.Faulted, "shop.order-paid", Order);

        var verdict = (await Explainer(_shop, _billing).WhyNotAsync(Order, "InvoiceIssued")).Verdict;

        Assert.True(FlowVerdictCode.ConsumerFailed == verdict.Code, verdict.Sentence);
        Assert.Contains("'IssueInvoice' of 'billing' failed", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_which_service_has_handled_nothing()
    {
        await _billing.RestartAsync(setup => Is(setup, "billing"));
        await _shop.PublishAsync(new OrderPlaced(Order));
        await Eventually.IsAsync(FlowVerdictCode.NotConsumed, async () => (await Explainer(_shop, _billing).WhyNotAsync(Order, "InvoiceIssued")).Verdict.Code);

        Assert.Contains("'IssueInvoice' of 'billing' has consumed it", (await Explainer(_shop, _billing).WhyNotAsync(Order, "InvoiceIssued")).Verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_that_nobody_reads_where_the_journal_of_the_reader_is_missing()
    {
        await Eventually.IsAsync(FlowVerdictCode.NotConsumed, async () => (await Explainer(_shop).WhyNotAsync(Shop.Healthy, "InvoiceIssued")).Verdict.Code);

        Assert.Contains("who does keeps no journal here", (await Explainer(_shop).WhyNotAsync(Shop.Healthy, "InvoiceIssued")).Verdict.Sentence, StringComparison.Ordinal);
    }

    private static FlowExplainer Explainer(params Shop[] services) => new(services.Select(service => service.Source), new LaterTime(Shop.Later));

    private static void Is(ShopSetup setup, string service, params Type[] consumers)
    {
        setup.Service = service;
        setup.Consumers.Clear();
        foreach (var consumer in consumers)
            setup.Consumers.Add(consumer);
    }
}
