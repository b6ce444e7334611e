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
    private const string Waiting = "select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

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

    /// <summary>What an expression does not find, nobody can wait for: the second start fails at the unique index, and finds the instance when it is handled again.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public async Task Many_starts_at_once_that_are_found_by_a_query_are_one_instance_with_a_unique_index_and_a_retry(bool outbox)
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await TripApp.StartAsync(place, new() { UseOutbox = outbox, Bus = Retry, Consumers = x => x.AddSagaStateMachine<PermitMachine, PermitState>() });

        await PublishAsync(app, [.. Enumerable.Range(0, 10).Select(_ => new ApplyForPermit("P1"))]);

        await Eventually.IsAsync(10, () => app.QueryAsync(db => db.Set<PermitState>().SumAsync(permit => permit.Applications)));
        Assert.Equal(1, await app.QueryAsync(db => db.Set<PermitState>().CountAsync()));
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Message_for_several_instances_is_in_the_timeline_of_each(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, SagaConcurrency.Pessimistic, outbox: true);
        var other = NewId.NextGuid();
        await PublishAsync(app, new ApplyForVisa(_visa, "P1"), new ApplyForVisa(other, "P1"));
        await Eventually.IsAsync("Valid", () => StateOf(app, _visa));
        await Eventually.IsAsync("Valid", () => StateOf(app, other));

        await PublishAsync(app, new PassportExpired("P1"));

        foreach (var visa in new[] { _visa, other })
        {
            await Eventually.IsAsync("Void", () => StateOf(app, visa));
            Assert.Equal(["Received PassportExpired", "Moved Void"], (await app.TimelineAsync(visa)).TakeLast(2).Select(entry => $"{entry.Kind} {entry.Name}"));
        }
    }

    [Fact]
    public async Task Query_finds_what_the_database_takes_for_equal()
    {
        using var place = await Place.CreateAsync(StoreKind.Sqlite, TransportKind.InMemory);
        await using var app = await StartAsync(place, SagaConcurrency.Pessimistic, outbox: true);
        await PublishAsync(app, new ApplyForVisa(_visa, "p1"));
        await Eventually.IsAsync("Valid", () => StateOf(app, _visa));

        await PublishAsync(app, new PassportExpired("P1"));

        await Eventually.IsAsync("Void", () => StateOf(app, _visa));
    }

    [Fact]
    public async Task Query_leaves_what_another_transaction_changed_before_it_was_locked()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await StartAsync(place, SagaConcurrency.Pessimistic, outbox: true);
        await PublishAsync(app, new ApplyForVisa(_visa, "P1"));
        await Eventually.IsAsync("Valid", () => StateOf(app, _visa));

        await app.QueryAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Set<VisaState>().ExecuteUpdateAsync(set => set.SetProperty(visa => visa.Passport, "P2"));
            await PublishAsync(app, new PassportExpired("P1"));
            await Eventually.IsAsync(1, () => app.QueryAsync(other => other.Database.SqlQueryRaw<int>(Waiting).SingleAsync()));
            await transaction.CommitAsync();
            return 0;
        });

        await Eventually.IsAsync(2, () => HandledAsync(app));
        Assert.Equal("Valid", await StateOf(app, _visa));
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
                Retry(bus);
        },
        Consumers = x =>
        {
            x.AddSagaStateMachine<VisaMachine, VisaState>();
            x.AddConsumer<StampWatch>();
        },
    });

    private static void Retry(IBusFactoryConfigurator bus) =>
        bus.UseMessageRetry(retry => retry.Intervals(Enumerable.Range(1, 60).Select(n => TimeSpan.FromMilliseconds(n)).ToArray()));

    private static async Task<string?> StateOf(TripApp app, Guid visa) => (await app.FindAsync<VisaState>(visa))?.CurrentState;

    private static Task<int> HandledAsync(TripApp app) => app.QueryAsync(db => db.Set<InboxEntry>().CountAsync(entry => entry.Consumer.Contains("VisaState")));

    private static Task PublishAsync(TripApp app, params object[] messages) =>
        Task.WhenAll(messages.Select(message => app.Bus.Publish(message, message.GetType(), TestContext.Current.CancellationToken)));
}
