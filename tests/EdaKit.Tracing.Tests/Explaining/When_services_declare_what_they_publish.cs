using EdaKit.Flow;
using EdaKit.Flow.Parts;
using EdaKit.Identity;
using EdaKit.Journal;
using EdaKit.Tracing.Explaining;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Tests.Explaining;

/// <summary>What no journal has ever seen, a declaration may still know.</summary>
public sealed class When_services_declare_what_they_publish
{
    private const string Order = "536365";

    [Fact]
    public async Task Should_name_who_declares_what_was_never_seen()
    {
        await using var shop = await StartMutedAsync();

        var verdict = await WhyNotAsync(shop, "OrderPaid", Declared());

        Assert.Equal(FlowVerdictCode.RanWithoutSending, verdict.Code);
        Says(verdict, "'shop.order-paid' is declared by 'TakePayment' of 'shop', who would send it when it consumes 'shop.order-placed', and no journal known here has ever seen it do so",
            "did not send 'shop.order-paid', which it declares to.");
        Assert.Equal(FlowVerdictCode.NeverSent, (await WhyNotAsync(shop, "shop.order-paid")).Code);
    }

    [Fact]
    public async Task Should_go_back_along_declarations()
    {
        await using var shop = await StartMutedAsync();

        var verdict = await WhyNotAsync(shop, "InvoiceIssued", Declared());

        Assert.Equal(FlowVerdictCode.RanWithoutSending, verdict.Code);
        Says(verdict, "'shop.invoice-issued' is declared by 'IssueInvoice' of 'shop'", "'shop.order-paid' is declared by 'TakePayment' of 'shop'", "did not send 'shop.order-paid'");
    }

    [Fact]
    public async Task Should_say_that_it_is_sent_only_under_a_condition()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Behavior.Muted = nameof(IssueInvoice);
        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Consumed, "shop.order-paid", Order);

        var verdict = await WhyNotAsync(shop, "InvoiceIssued", Declared(isSometimes: true));

        Assert.Equal(FlowVerdictCode.RanWithoutSending, verdict.Code);
        Says(verdict, "and declares to do sometimes", "It sends it only under a condition, and nothing need be wrong");
        Assert.DoesNotContain("under a condition, and nothing", (await WhyNotAsync(shop, "InvoiceIssued", Declared())).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_name_who_publishes_outside_of_consumers()
    {
        await using var shop = await StartMutedAsync();
        var returns = new FlowPart("shop") { Participants = [new("TakeBack", ParticipantKind.Other) { Publishes = [new("shop.goods-returned")] }] };

        var verdict = await WhyNotAsync(shop, "GoodsReturned", returns);
        var outside = await WhyNotAsync(shop, "shop.parcel-lost", FlowPart.Outside("the post", publishes: ["shop.parcel-lost"]));

        Assert.Equal((FlowVerdictCode.NeverSent, FlowVerdictCode.NeverSent), (verdict.Code, outside.Code));
        Says(verdict, "'shop.goods-returned' is declared by 'TakeBack' of 'shop' outside of consumers, and no journal known here has ever seen it sent");
        Says(outside, "'shop.parcel-lost' comes from 'the post', which is outside");
    }

    [Fact]
    public async Task Should_know_the_class_whose_work_the_application_journals_itself()
    {
        await using var shop = await StartMutedAsync();
        var desk = new FlowPart("shop") { Participants = [new("Desk", ParticipantKind.Other) { Publishes = [new("shop.order-viewed")] }] };
        await shop.DoAsync(async scope =>
        {
            var (journal, command, now) = (scope.GetRequiredService<IJournal<ShopDb>>(), NewId.NextGuid(), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            journal.Add(new() { Kind = JournalKind.Sent, At = now, MessageId = command, Contract = "ViewOrder" });
            journal.Add(new() { Kind = JournalKind.Consumed, At = now, MessageId = command, Contract = "ViewOrder", Participant = "commands/Desk/ViewOrder" });

            using var flow = new MessageFlow(NewId.NextGuid(), CausationId: command).Enter();
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderViewed("8"));
        });

        var verdict = await WhyNotAsync(shop, "OrderViewed", desk);

        Assert.Equal(FlowVerdictCode.NeverSent, verdict.Code);
        Says(verdict, "'shop.order-viewed' is sent by 'Desk' at 'commands' of 'shop' when it consumes 'ViewOrder'", "'ViewOrder' is sent by 'shop' outside of consumers", $"for '{Order}' nobody did");
    }

    [Fact]
    public async Task Should_name_the_saga_that_would_send_it()
    {
        await using var shop = await StartMutedAsync();
        var trips = new FlowPart("trips")
        {
            Participants = [new("TripState", ParticipantKind.Saga) { Saga = "trip", Endpoints = ["trip-state"], ListensTo = [new("trip.booked")], Publishes = [new("trip.book")] }],
        };

        var verdict = await WhyNotAsync(shop, "trip.book", trips);

        Assert.Equal(FlowVerdictCode.NeverSent, verdict.Code);
        Says(verdict, "'trip.book' is declared by the saga 'TripState' at 'trip-state' of 'trips', and no journal known here has ever seen it sent");
    }

    [Fact]
    public async Task Should_miss_a_listener_that_was_never_seen()
    {
        await using var shop = await StartMutedAsync();
        var archive = new FlowPart("archive")
        {
            Participants = [new("Archive", ParticipantKind.Consumer) { Endpoints = ["archive-orders"], ListensTo = [new("shop.order-placed") { Versions = [1] }] }],
        };

        var verdict = (await Explainer(shop, Shop.Later, archive).WhyAsync(Order)).Verdict;

        Assert.Equal(FlowVerdictCode.NotConsumed, verdict.Code);
        Says(verdict, "'Archive' at 'archive-orders' of 'archive' has consumed it, who listens to it as is declared, and was never seen to", "'archive-orders_error'");
    }

    [Fact]
    public async Task Should_know_the_declarations_of_its_own_process()
    {
        await using var shop = await StartMutedAsync(setup =>
        {
            setup.Consumers.Clear();
            setup.Consumers.Add(typeof(TakeDeclaredPayment));
        });

        var verdict = (await shop.Services.GetRequiredService<IFlowExplainer<ShopDb>>().WhyNotAsync(Order, "OrderPaid", cancellationToken: TestContext.Current.CancellationToken)).Verdict;

        Assert.Equal(FlowVerdictCode.RanWithoutSending, verdict.Code);
        Says(verdict, "'TakeDeclaredPayment'", "did not send 'shop.order-paid', which it declares to.");
    }

    [Fact]
    public async Task Should_learn_the_parts_that_nobody_declares()
    {
        await using var shop = await Shop.OpenAsync();

        var part = Assert.Single(await LearnedFlow.ReadAsync([shop.Source], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(("shop", false), (part.Service, part.IsDeclared));
        Assert.Equal(["IssueInvoice: shop.order-paid -> shop.invoice-issued", "SendMail: shop.invoice-issued -> ", "TakePayment: shop.order-placed -> shop.order-paid", "shop:  -> shop.order-placed"],
            part.Participants.Select(one => $"{one.Name}: {string.Join(',', one.ListensTo)} -> {string.Join(',', one.Publishes.Select(output => output.Contract))}"));
        Assert.Equal("shop.order-paid", part.Participants[0].Publishes[0].On);
    }

    [Fact]
    public async Task Should_learn_which_ones_are_sagas()
    {
        var (start, moved) = (Guid.NewGuid(), Guid.NewGuid());
        var source = new JournalOf(
        [
            new() { Kind = JournalKind.Consumed, Service = "trips", MessageId = start, Contract = "trip.book", Participant = "trips/TripState/trip.book" },
            new() { Kind = JournalKind.Moved, Service = "trips", CausationId = start, Participant = "trip" },
            new() { Kind = JournalKind.Consumed, Service = "trips", MessageId = moved, Contract = "trip.looked-at", Participant = "looks/Look/trip.looked-at" },
        ]);

        var part = Assert.Single(await LearnedFlow.ReadAsync([source], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal([("Look", ParticipantKind.Consumer), ("TripState", ParticipantKind.Saga)], part.Participants.Select(one => (one.Name, one.Kind)));
    }

    /// <summary>A shop in which an order was placed, and nothing else has ever happened.</summary>
    private static async Task<Shop> StartMutedAsync(Action<ShopSetup>? change = null)
    {
        var shop = await Shop.StartAsync(StoreKind.Sqlite, await TestTransport.CreateAsync(TransportKind.InMemory), change);
        shop.Behavior.Muted = nameof(TakePayment);
        await shop.PublishAsync(new OrderPlaced(Order));
        await shop.WaitForAsync(JournalKind.Consumed, "shop.order-placed", Order);
        return shop;
    }

    private static FlowPart Declared(bool isSometimes = false) => new("shop")
    {
        Participants =
        [
            new(nameof(TakePayment), ParticipantKind.Consumer)
            {
                Endpoints = [nameof(TakePayment)],
                ListensTo = [new("shop.order-placed") { Versions = [1] }],
                Publishes = [new("shop.order-paid") { Versions = [1] }],
            },
            new(nameof(IssueInvoice), ParticipantKind.Consumer)
            {
                Endpoints = [nameof(IssueInvoice)],
                ListensTo = [new("shop.order-paid") { Versions = [1] }],
                Publishes = [new("shop.invoice-issued") { Versions = [1], Sometimes = isSometimes }],
            },
        ],
    };

    private static FlowExplainer Explainer(Shop shop, TimeSpan later, params FlowPart[] parts) => new([shop.Source], new LaterTime(later), new() { Parts = parts });

    private static async Task<FlowVerdict> WhyNotAsync(Shop shop, string contract, params FlowPart[] parts) => (await Explainer(shop, TimeSpan.Zero, parts).WhyNotAsync(Order, contract)).Verdict;

    private static void Says(FlowVerdict verdict, params string[] parts) => Assert.All(parts, part => Assert.Contains(part, verdict.Sentence, StringComparison.Ordinal));

    [Publishes<OrderPaid>]
    public sealed class TakeDeclaredPayment : IConsumer<OrderPlaced>
    {
        // Forgets it.
        public Task Consume(ConsumeContext<OrderPlaced> context) => Task.CompletedTask;
    }
}
