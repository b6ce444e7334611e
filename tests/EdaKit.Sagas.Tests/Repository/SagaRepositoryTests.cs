using EdaKit.Outbox.Inbox;
using EdaKit.Sagas.Repository;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Sagas.Timeline;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Tests.Repository;

/// <summary>What the repository owes any state machine, on each database and with each concurrency.</summary>
public sealed class SagaRepositoryTests
{
    private const int Many = 40;

    private readonly Guid _visa = NewId.NextGuid();

    public static TheoryData<StoreKind, SagaConcurrency, bool> Everywhere => new()
    {
        { StoreKind.Sqlite, SagaConcurrency.Pessimistic, true },
        { StoreKind.Sqlite, SagaConcurrency.Optimistic, false },
        { StoreKind.PostgreSql, SagaConcurrency.Pessimistic, true },
        { StoreKind.PostgreSql, SagaConcurrency.Pessimistic, false },
        { StoreKind.PostgreSql, SagaConcurrency.Optimistic, true },
        { StoreKind.PostgreSql, SagaConcurrency.Optimistic, false },
        { StoreKind.PostgreSqlWithRetries, SagaConcurrency.Pessimistic, false },
    };

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Instance_is_made_changed_found_by_a_query_and_removed_when_final(StoreKind store, SagaConcurrency concurrency, bool outbox)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, concurrency, outbox);
        var other = NewId.NextGuid();

        await PublishAsync(app, new ApplyForVisa(_visa, "P1"), new ApplyForVisa(other, "P2"));
        await Eventually.IsAsync("Valid", () => StateOf(app, _visa));
        await Eventually.IsAsync("Valid", () => StateOf(app, other));

        await PublishAsync(app, new PassportExpired("P1"));
        await Eventually.IsAsync("Void", () => StateOf(app, _visa));
        Assert.Equal("Valid", await StateOf(app, other));

        await PublishAsync(app, new WithdrawVisa(other));
        await Eventually.IsAsync(null, () => StateOf(app, other));
        Assert.Equal(["Received ApplyForVisa", "Moved Valid", "Received PassportExpired", "Moved Void"],
            (await app.TimelineAsync(_visa)).Select(entry => $"{entry.Kind} {entry.Name}"));
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Many_messages_at_once_lose_no_update(StoreKind store, SagaConcurrency concurrency, bool outbox)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, concurrency, outbox);
        await PublishAsync(app, new ApplyForVisa(_visa, "P1"));
        await Eventually.IsAsync("Valid", () => StateOf(app, _visa));

        await PublishAsync(app, [.. Enumerable.Range(0, Many).Select(_ => new StampVisa(_visa))]);

        await Eventually.IsAsync(Many, async () => (await app.FindAsync<VisaState>(_visa))!.Stamps);
        await app.Received.WaitForAsync<VisaStamped>(stamps => stamps.DistinctBy(stamp => stamp.Stamps).Count() == Many);
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Many_starts_at_once_are_one_instance(StoreKind store, SagaConcurrency concurrency, bool outbox)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, concurrency, outbox);

        await PublishAsync(app, [.. Enumerable.Range(0, 10).Select(n => new ApplyForVisa(_visa, $"P{n}"))]);

        // Each start is consumed: one makes the instance, and the others find it.
        await Eventually.IsAsync(10, async () => (await app.FindAsync<VisaState>(_visa))?.Applications);
        Assert.Equal(1, await app.QueryAsync(db => db.Set<VisaState>().CountAsync()));
        Assert.Single(await app.TimelineAsync(_visa), entry => entry.Kind == TimelineKind.Moved);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite, TransportKind.InMemory)]
    [InlineData(StoreKind.PostgreSql, TransportKind.RabbitMq)]
    public async Task Message_that_fails_leaves_nothing_behind(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await StartAsync(place, SagaConcurrency.Pessimistic, outbox: true);
        await PublishAsync(app, new ApplyForVisa(_visa, "P1"));
        await Eventually.IsAsync("Valid", () => StateOf(app, _visa));

        await PublishAsync(app, new StampVisa(_visa, ThenFail: true));
        await app.Received.WaitForAsync<Fault<StampVisa>>(1);
        await PublishAsync(app, new StampVisa(_visa));

        // The one that failed published a first stamp too.
        var stamps = await app.Received.WaitForAsync<VisaStamped>(1);
        Assert.Equal([1], stamps.Select(stamp => stamp.Stamps));
        Assert.Equal(2, (await app.TimelineAsync(_visa)).Count(entry => entry.Kind == TimelineKind.Received));
        Assert.Equal(2, await HandledAsync(app));
    }

    [Fact]
    public async Task Message_without_an_instance_makes_none()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await StartAsync(place, SagaConcurrency.Pessimistic, outbox: true);

        await PublishAsync(app, new StampVisa(_visa), new PassportExpired("unknown"));
        await Eventually.IsAsync(2, () => HandledAsync(app));
        Assert.Null(await StateOf(app, _visa));

        await PublishAsync(app, new ApplyForVisa(_visa, "P1"));
        await Eventually.IsAsync("Valid", () => StateOf(app, _visa));
        Assert.Equal(0, (await app.FindAsync<VisaState>(_visa))!.Stamps);
    }

    private static Task<TripApp> StartAsync(Place place, SagaConcurrency concurrency, bool outbox) => TripApp.StartAsync(place, new()
    {
        UseOutbox = outbox,
        Sagas = sagas => sagas.Concurrency = concurrency,
        Bus = bus =>
        {
            if (concurrency == SagaConcurrency.Optimistic)
                bus.UseMessageRetry(retry => retry.Intervals(Enumerable.Range(1, 60).Select(n => TimeSpan.FromMilliseconds(n)).ToArray()));
        },
        Consumers = x =>
        {
            x.AddSagaStateMachine<VisaMachine, VisaState>();
            x.AddConsumer<StampWatch>();
        },
    });

    private static async Task<string?> StateOf(TripApp app, Guid visa) => (await app.FindAsync<VisaState>(visa))?.CurrentState;

    private static Task<int> HandledAsync(TripApp app) => app.QueryAsync(db => db.Set<InboxEntry>().CountAsync(entry => entry.Consumer.Contains("VisaState")));

    private static Task PublishAsync(TripApp app, params object[] messages) =>
        Task.WhenAll(messages.Select(message => app.Bus.Publish(message, message.GetType(), TestContext.Current.CancellationToken)));
}
