using EdaKit.Journal;
using EdaKit.Tracing.Explaining;
using MassTransit;

namespace EdaKit.Tracing.Tests.Explaining;

/// <summary>Faults of a saga of steps, and what the explainer makes of each.</summary>
public sealed class When_a_delivery_does_not_go_on
{
    private readonly Guid _id = Guid.NewGuid();

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_for_what_its_saga_waits_and_until_when(StoreKind store)
    {
        await using var shop = await OpenAsync(store);
        await AskAsync(shop, _id);

        var verdict = await shop.WhyNotAsync($"{_id}", TimeSpan.FromMinutes(30), "PackParcel");

        Is(FlowVerdictCode.SagaWaiting, verdict, "'shop.pack-parcel' is sent by 'DeliveryState'", $"The saga 'shop.delivery' ({_id})", "'Fee'", "'shop.fee-paid v1' or 'shop.fee-refused v1'", "in 1h 2");
        Assert.Equal("shop.fee-paid", verdict.Contract);
        Assert.InRange(verdict.Until!.Value - DateTimeOffset.UtcNow, TimeSpan.FromHours(1.9), TimeSpan.FromHours(2));
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_say_that_its_saga_is_parked_and_why(StoreKind store)
    {
        await using var shop = await OpenAsync(store);
        shop.Behavior.Poisoned = nameof(Packer);
        await AskAsync(shop, _id);
        await shop.PublishAsync(new FeePaid(_id));
        await shop.WaitForAsync(entry => entry.Kind == JournalKind.Parked);

        Is(FlowVerdictCode.SagaParked, await shop.WhyNotAsync($"{_id}", TimeSpan.Zero, "DeliveryDone"), "'shop.delivery-done' is sent by 'DeliveryState'", "parked at 'Parcel'", "The bank is closed.",
            $"edakit saga resume {_id} --step Parcel");
        Assert.Contains((await shop.WhyAsync($"{_id}", TimeSpan.Zero)).Problems, problem => problem.Code == FlowVerdictCode.SagaParked);
    }

    [Fact]
    public async Task Should_say_in_which_state_its_saga_ignored_what_came()
    {
        await using var shop = await OpenAsync(StoreKind.Sqlite);
        await AskAsync(shop, _id);
        await shop.PublishAsync(new ParcelPacked(_id));
        await shop.WaitForAsync(entry => entry.Kind == JournalKind.Ignored);

        Is(FlowVerdictCode.SagaIgnored, await shop.WhyNotAsync($"{_id}", TimeSpan.Zero, "DeliveryDone"), "The saga 'shop.delivery' of 'shop' got 'shop.parcel-packed'", "no effect in Fee");
    }

    [Fact]
    public async Task Should_say_that_its_participant_did_not_answer()
    {
        await using var shop = await OpenAsync(StoreKind.Sqlite);
        shop.Behavior.Muted = nameof(Packer);
        await AskAsync(shop, _id);
        await shop.PublishAsync(new FeePaid(_id));
        await shop.WaitForAsync(JournalKind.Consumed, "shop.pack-parcel", $"{_id}");

        Is(FlowVerdictCode.RanWithoutSending, await shop.WhyNotAsync($"{_id}", TimeSpan.Zero, "DeliveryDone"), "'Packer' of 'shop' consumed 'shop.pack-parcel'", "did not send 'shop.parcel-packed'");
    }

    [Fact]
    public async Task Should_say_that_it_is_done_although_an_answer_came_twice()
    {
        await using var shop = await OpenAsync(StoreKind.Sqlite);
        await DeliverAsync(shop, _id);
        await shop.PublishAsync(new ParcelPacked(_id));
        await shop.WaitForAsync(entry => entry.Kind == JournalKind.Ignored);

        Is(FlowVerdictCode.Healthy, (await shop.WhyAsync($"{_id}", Shop.Later)).Verdict);
    }

    /// <summary>A shop in which one delivery has gone through.</summary>
    private static async Task<Shop> OpenAsync(StoreKind store)
    {
        var shop = await Shop.StartAsync(store, await TestTransport.CreateAsync(TransportKind.InMemory), setup =>
        {
            setup.Consumers.Add(typeof(Packer));
            setup.Registration = x => x.AddSagaStateMachine<DeliverySaga, DeliveryState>();
            setup.More = eda => eda.UseSagas<ShopDb>();
        });
        await DeliverAsync(shop, Guid.NewGuid());
        return shop;
    }

    private static async Task DeliverAsync(Shop shop, Guid id)
    {
        await AskAsync(shop, id);
        await shop.PublishAsync(new FeePaid(id));
        await shop.WaitForAsync(JournalKind.Published, "shop.delivery-done", $"{id}");
    }

    private static async Task AskAsync(Shop shop, Guid id)
    {
        await shop.PublishAsync(new DeliveryAsked(id));
        await shop.WaitForAsync(JournalKind.Published, "shop.ask-fee", $"{id}");
    }

    private static void Is(FlowVerdictCode code, FlowVerdict verdict, params string[] parts)
    {
        Assert.True(code == verdict.Code, $"{verdict.Code}, not {code}: {verdict.Sentence}");
        Assert.All(parts, part => Assert.Contains(part, verdict.Sentence, StringComparison.Ordinal));
    }
}
