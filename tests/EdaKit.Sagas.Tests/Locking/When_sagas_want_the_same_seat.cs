using EdaKit.Sagas.Locking;
using EdaKit.Sagas.Parking;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Sagas.Timeline;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Tests.Locking;

public sealed class When_sagas_want_the_same_seat
{
    private const string Seat = "12A";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Guid _first = NewId.NextGuid();
    private readonly Guid _second = NewId.NextGuid();

    [Theory]
    [InlineData(StoreKind.Sqlite, TransportKind.InMemory)]
    [InlineData(StoreKind.PostgreSql, TransportKind.RabbitMq)]
    public async Task Should_let_exactly_one_of_many_at_once_have_it_and_refuse_the_others(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TripApp.StartAsync(place, Setup<SeatSaga>());
        List<Guid> trips = [.. Enumerable.Range(0, 8).Select(_ => NewId.NextGuid())];
        trips.ForEach(trip => app.Agency.Plan<BookFlight>(trip, Agency.Silence));

        await Task.WhenAll(trips.Select(trip => app.Bus.Publish(new BookSeat(trip, Seat), None)));

        var refused = (await app.Received.WaitForAsync<SeatTaken>(7)).Select(taken => taken.TripId).ToList();
        var owner = Assert.Single(trips.Except(refused));
        await app.UntilAsync(owner, "Flight");
        await Eventually.IsAsync(1, () => Task.FromResult(app.Agency.Of(owner).Count));
        Assert.All(refused, trip => Assert.Empty(app.Agency.Of(trip)));
        Assert.Equal("refused by a lock", (await app.UntilAsync(refused[0], "Compensated")).Status);
        Assert.Contains(await app.TimelineAsync(refused[0]), entry => entry is { Kind: TimelineKind.Locked } && entry.Note!.Contains($"held by test.seat '{owner}'", StringComparison.Ordinal));
        Assert.Empty(app.Received.Of<TripFailed>());

        var seen = (await FindAsync(app))!;
        Assert.Equal(new(owner, "test.seat"), seen.Owner);
        Assert.InRange(seen.Age, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite, TransportKind.InMemory)]
    [InlineData(StoreKind.PostgreSql, TransportKind.RabbitMq)]
    public async Task Should_release_it_with_every_end_and_keep_it_while_parked(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TripApp.StartAsync(place, Setup<SeatSaga>());
        app.Agency.Plan<ChargeCard>(_second, Agency.Answer(new CardRefused(_second)));
        app.Agency.Plan<CancelFlight>(_second, Agency.Fail);

        await app.Bus.Publish(new BookSeat(_first, Seat), None);
        await app.UntilAsync(_first, "Completed");
        Assert.Equal(0, await CountAsync(app));

        await app.Bus.Publish(new BookSeat(_second, Seat), None);
        await app.UntilAsync(_second, "Parked");
        Assert.Equal(_second, (await FindAsync(app))!.Owner.Id);
        Assert.Equal(2, await CountAsync(app));

        await app.Bus.Publish(new ResumeSaga(_second, "test.seat", ResumeAction.Retry, "ada", "the airline is up again"), None);
        await app.UntilAsync(_second, "Compensated");
        Assert.Equal(0, await CountAsync(app));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite, TransportKind.InMemory)]
    [InlineData(StoreKind.PostgreSql, TransportKind.RabbitMq)]
    public async Task Should_wait_for_it_and_go_on(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TripApp.StartAsync(place, Setup<PatientSeatSaga>());
        app.Agency.Plan<BookFlight>(_first, Agency.Silence);
        await app.Bus.Publish(new BookSeat(_first, Seat), None);
        await app.UntilAsync(_first, "Flight");

        await app.Bus.Publish(new BookSeat(_second, Seat), None);
        Assert.Equal("waiting for a lock", (await app.UntilAsync(_second, "Locking")).Status);
        Assert.Empty(app.Agency.Of(_second));

        await app.Bus.Publish(new FlightBooked(_first), None);
        await app.UntilAsync(_first, "Completed");
        await app.UntilAsync(_second, "Completed");

        Assert.Equal(0, await CountAsync(app));
        var notes = (await app.TimelineAsync(_second)).Where(entry => entry.Kind == TimelineKind.Locked).Select(entry => entry.Note!).ToList();
        Assert.Equal(2, notes.Count);
        Assert.StartsWith("'a plane' is held by", notes[0], StringComparison.Ordinal);
        Assert.StartsWith("took ", notes[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite, TransportKind.InMemory)]
    [InlineData(StoreKind.PostgreSql, TransportKind.RabbitMq)]
    public async Task Should_wait_for_it_and_be_refused_when_the_wait_is_over(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TripApp.StartAsync(place, Setup<HurriedSeatSaga>());
        app.Agency.Plan<BookFlight>(_first, Agency.Silence);
        await app.Bus.Publish(new BookSeat(_first, Seat), None);
        await app.UntilAsync(_first, "Flight");

        await app.Bus.Publish(new BookSeat(_second, Seat), None);
        Assert.Equal(_second, (await app.Received.WaitForAsync<SeatTaken>(1))[0].TripId);

        var refused = await app.UntilAsync(_second, "Compensated");
        Assert.InRange(refused.EndedAt!.Value - refused.StartedAt, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20));
        Assert.Empty(app.Agency.Of(_second));
        Assert.Equal(_first, (await FindAsync(app))!.Owner.Id);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_leave_no_lock_of_a_start_that_is_rolled_back(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TripApp.StartAsync(place, Setup<SeatSaga>());

        await app.Bus.Publish(new BookSeat(_first, SeatSaga.Broken), None);
        await app.Received.WaitForAsync<Fault<BookSeat>>(1);

        Assert.Null(await app.FindAsync<TripState>(_first));
        Assert.Equal(0, await CountAsync(app));
    }

    [Fact]
    public async Task Should_say_what_is_missing_where_the_repository_keeps_no_locks()
    {
        using var place = await Place.CreateAsync();
        var setup = Setup<SeatSaga>();
        setup.UseDefaultSagas = false;
        var consumers = setup.Consumers;
        setup.Consumers = x =>
        {
            x.SetInMemorySagaRepositoryProvider();
            consumers(x);
        };
        await using var app = await TripApp.StartAsync(place, setup);

        await app.Bus.Publish(new BookSeat(_first, Seat), None);

        var fault = (await app.Received.WaitForAsync<Fault<BookSeat>>(1))[0];
        Assert.Contains("eda.UseSagas<TDb>()", fault.Exceptions[0].Message, StringComparison.Ordinal);
    }

    private static TripSetup Setup<TSaga>()
        where TSaga : SeatSaga => new()
        {
            Consumers = x =>
            {
                x.AddSagaStateMachine<TSaga, TripState>();
                x.AddConsumer<Participant>();
                x.AddConsumer<SeatWatch>();
            },
        };

    private static async Task<SemanticLock?> FindAsync(TripApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISemanticLocks<TripDb>>().FindAsync($"seat/{Seat}", None);
    }

    private static Task<int> CountAsync(TripApp app) => app.QueryAsync(db => db.Set<SemanticLockEntry>().CountAsync());
}
