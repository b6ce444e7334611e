using System.Text.Json;
using EdaKit.Journal;
using EdaKit.Tracing.Explaining;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Tests.Explaining;

public sealed class When_somebody_asks_what_happened
{
    private const string Order = "536365";

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_show_what_followed_from_what(StoreKind store)
    {
        await using var shop = await Shop.OpenAsync(store);

        var answer = await shop.Services.GetRequiredService<IFlowExplainer<ShopDb>>().WhyAsync(Shop.Healthy, "Order");

        Assert.Equal("shop.order-placed by  to TakePayment > shop.order-paid by TakePayment to IssueInvoice > shop.invoice-issued by IssueInvoice to SendMail", Line(Assert.Single(answer.Flows)));
        Assert.Equal((FlowVerdictCode.Healthy, false), (answer.Verdict.Code, answer.IsCut));
        Assert.Contains("3 messages with '1'", answer.Verdict.Sentence, StringComparison.Ordinal);
        Assert.Empty(answer.Problems);
    }

    [Fact]
    public async Task Should_say_that_an_order_is_healthy_although_another_is_not()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Behavior.Poisoned = nameof(IssueInvoice);
        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Faulted, "shop.order-paid", Order);

        Assert.Equal(FlowVerdictCode.Healthy, (await shop.WhyAsync(Shop.Healthy, Shop.Later)).Verdict.Code);
        var other = await shop.WhyAsync(Order, Shop.Later);
        Assert.Equal((FlowVerdictCode.ConsumerFailed, FlowVerdictCode.ConsumerFailed), (other.Verdict.Code, Assert.Single(other.Problems).Code));
    }

    /// <summary>A flow may bring about messages of many objects: an import, for instance.</summary>
    [Fact]
    public async Task Should_leave_out_what_happened_to_others_in_the_same_flow()
    {
        await using var shop = await Shop.OpenAsync();
        var flow = NewId.NextGuid();
        shop.Behavior.Muted = nameof(IssueInvoice);
        await shop.PublishAsync(new OrderPlaced(Order), context => context.ConversationId = flow);
        await shop.WaitForAsync(JournalKind.Consumed, "shop.order-paid", Order);
        shop.Behavior.Muted = null;

        await shop.PublishAsync(new OrderPlaced("2"), context => context.ConversationId = flow);
        await shop.WaitForAsync(JournalKind.Consumed, "shop.invoice-issued", "2");

        Assert.Equal("shop.order-placed by  to TakePayment > shop.order-paid by TakePayment to IssueInvoice", Line(Assert.Single((await shop.WhyAsync(Order, Shop.Later)).Flows)));
        Assert.Equal(FlowVerdictCode.RanWithoutSending, (await shop.WhyNotAsync(Order, Shop.Later)).Code);
        Assert.Equal(FlowVerdictCode.Happened, (await shop.WhyNotAsync("2", Shop.Later)).Code);
    }

    [Fact]
    public async Task Should_say_where_it_stopped_although_nobody_knows_how_it_goes()
    {
        await using var shop = await Shop.StartAsync(StoreKind.Sqlite, await TestTransport.CreateAsync(TransportKind.InMemory));
        shop.Behavior.Poisoned = nameof(TakePayment);
        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Faulted, "shop.order-placed", Order);

        var verdict = await shop.WhyNotAsync(Order, Shop.Later);

        Assert.Equal(FlowVerdictCode.ConsumerFailed, verdict.Code);
        Assert.Contains("No journal known here has 'InvoiceIssued' sent by anybody", verdict.Sentence, StringComparison.Ordinal);
        Assert.Contains("'TakePayment' of 'shop' failed", verdict.Sentence, StringComparison.Ordinal);
    }

    /// <summary>Journals keep 200 characters of a key, and no half ones.</summary>
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_know_an_order_whose_number_is_too_long_for_a_journal(StoreKind store)
    {
        await using var shop = await Shop.StartAsync(store, await TestTransport.CreateAsync(TransportKind.InMemory));
        var order = new string('7', 199) + "💶 and half \uD83D of one";
        await shop.PublishAsync(new OrderViewed(order));
        await shop.WaitForAsync(entry => entry is { Kind: JournalKind.Consumed, Contract: "shop.order-viewed" });

        var answer = await shop.WhyAsync(order, TimeSpan.Zero);

        Assert.Equal((FlowVerdictCode.Healthy, "shop.order-viewed"), (answer.Verdict.Code, Assert.Single(answer.Flows).Contract));
        Assert.Equal(FlowVerdictCode.Happened, (await shop.WhyNotAsync(order, TimeSpan.Zero, "shop.order-viewed")).Code);
    }

    [Fact]
    public async Task Should_say_that_a_contract_is_unknown_where_nothing_stopped()
    {
        await using var shop = await Shop.OpenAsync();

        var verdict = await shop.WhyNotAsync(Shop.Healthy, Shop.Later, "shop.order-shipped");

        Assert.Equal((FlowVerdictCode.NeverSent, "shop.order-shipped"), (verdict.Code, verdict.Contract));
        Assert.Contains("Nothing else in the flow is stuck", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_know_a_contract_that_is_rare()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.PublishAsync(new OrderViewed(Order));
        await shop.WaitForAsync(JournalKind.Consumed, "shop.order-viewed", Order);
        var options = new ExplainOptions { LearnFrom = 2 };

        var verdict = (await new FlowExplainer([shop.Source], TimeProvider.System, options).WhyNotAsync(Order, "shop.invoice-issued")).Verdict;

        Assert.Contains("'shop.invoice-issued' is sent by 'IssueInvoice' of 'shop' when it consumes 'shop.order-paid'", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_that_there_was_more_than_was_read()
    {
        await using var shop = await Shop.OpenAsync();

        Assert.True((await new FlowExplainer([shop.Source], TimeProvider.System, new() { MostEntries = 3 }).WhyAsync(Shop.Healthy)).IsCut);
        Assert.True((await new FlowExplainer([shop.Source], TimeProvider.System, new() { MostFlows = 1 }).WhyAsync(Shop.Healthy)).IsCut);
    }

    [Fact]
    public async Task Should_be_the_same_as_json()
    {
        await using var shop = await Shop.OpenAsync();
        var answer = await shop.WhyAsync(Shop.Healthy, TimeSpan.Zero);

        var json = JsonSerializer.Serialize(answer);
        var read = JsonSerializer.Deserialize<FlowExplanation>(json)!;

        Assert.Contains("\"Code\":\"Healthy\"", json, StringComparison.Ordinal);
        Assert.Equal((answer.Verdict, Line(answer.Flows[0])), (read.Verdict, Line(read.Flows[0])));
    }

    /// <summary>A service that publishes past any outbox does not note who publishes.</summary>
    [Fact]
    public async Task Should_know_who_publishes_in_a_service_without_an_outbox()
    {
        await using var shop = await Shop.OpenAsync(change: setup => setup.HasOutbox = false);
        shop.Behavior.Muted = nameof(IssueInvoice);
        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Consumed, "shop.order-paid", Order);

        Assert.Equal("shop.order-placed by  to TakePayment > shop.order-paid by TakePayment to IssueInvoice > shop.invoice-issued by IssueInvoice to SendMail",
            Line(Assert.Single((await shop.WhyAsync(Shop.Healthy, Shop.Later)).Flows)));
        var verdict = await shop.WhyNotAsync(Order, Shop.Later);
        Assert.True(FlowVerdictCode.RanWithoutSending == verdict.Code, verdict.Sentence);
        Assert.Contains("'IssueInvoice' of 'shop' consumed 'shop.order-paid'", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_bounds_that_are_none()
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Throws<ArgumentOutOfRangeException>("MostFlows", () => new FlowExplainer([shop.Source], TimeProvider.System, new() { MostFlows = 0 }));
        Assert.Throws<ArgumentException>("sources", () => new FlowExplainer([], TimeProvider.System));
    }

    private static string Line(FlowMessage message) => string.Join(" > ", new[]
    {
        $"{message.Contract} by {Short(message.Participant)} to {string.Join(", ", message.Fates.Select(fate => Short(fate.Participant)))}",
    }.Concat(message.Followed.Select(Line)));

    private static string? Short(string? participant) => participant?.Split('/')[1];
}
