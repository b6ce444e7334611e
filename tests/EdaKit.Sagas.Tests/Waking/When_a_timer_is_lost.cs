using EdaKit.Outbox.Records;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Sagas.Waking;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Sagas.Tests.Waking;

public sealed class When_a_timer_is_lost
{
    private readonly Guid _trip = NewId.NextGuid();

    [Theory]
    [InlineData(StoreKind.Sqlite, TransportKind.InMemory)]
    [InlineData(StoreKind.PostgreSql, TransportKind.RabbitMq)]
    public async Task Should_be_woken_without_it_and_end(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TripApp.StartAsync(place);
        app.Agency.Plan<BookFlight>(_trip, Agency.Silence);
        await app.Bus.Publish(new BookTrip(_trip), TestContext.Current.CancellationToken);
        await app.UntilAsync(_trip, "Flight");
        await Eventually.IsAsync(1, () => Task.FromResult(app.Agency.Of(_trip).Count));

        var waker = WakerOf(app);
        Assert.Equal(0, await waker.RunAsync(TestContext.Current.CancellationToken));

        // The timer is gone from the outbox, and its time and that of the answer are long over.
        await app.QueryAsync(db => db.Set<OutboxRecord>().Where(record => record.Token != null).ExecuteDeleteAsync());
        await app.QueryAsync(async db =>
        {
            var trip = await db.Set<TripState>().SingleAsync();
            trip.TimerDueAt = DateTime.UtcNow.AddMinutes(-3);
            trip.Steps = [.. trip.Steps.Select(step => step with { DueAt = step.DueAt is null ? null : DateTime.UtcNow.AddMinutes(-3) })];
            return await db.SaveChangesAsync();
        });
        await app.QueryAsync(db => db.Database.ExecuteSqlRawAsync("update edakit_lease set until = 0"));

        Assert.Equal(1, await waker.RunAsync(TestContext.Current.CancellationToken));

        var trip = await app.UntilAsync(_trip, "Compensated");
        Assert.Equal(StepOutcome.Undone, trip.Steps.Single(step => step.Step == "Flight").Outcome);
    }

    /// <summary>As after a rollback: what nobody here can wake stays the oldest, and would otherwise be tried for ever, in place of all others.</summary>
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_leave_instances_of_unknown_versions_alone_and_wake_the_others(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, batchSize: 2);
        await AddOverdueAsync(app, [.. Enumerable.Range(0, 5).Select(n => Overdue(version: 2, DateTime.UtcNow.AddDays(-1).AddMinutes(n)))]);
        await AddOverdueAsync(app, Overdue(version: 1, DateTime.UtcNow.AddMinutes(-3)));

        Assert.Equal(1, await WakerOf(app).RunAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>As where a scheduler was lost with all that it held. Many of them were due in the same millisecond.</summary>
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_wake_all_of_them_in_one_round(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, batchSize: 2);
        var sameTime = DateTime.UtcNow.AddHours(-1);
        await AddOverdueAsync(app, [.. Enumerable.Range(0, 7).Select(_ => Overdue(version: 1, sameTime)), Overdue(version: 1, sameTime.AddMinutes(-1)), Overdue(version: 1, sameTime.AddMinutes(1))]);

        Assert.Equal(9, await WakerOf(app).RunAsync(TestContext.Current.CancellationToken));

        await Eventually.IsAsync(0, () => app.QueryAsync(db => db.Set<TripState>().CountAsync(trip => trip.TimerDueAt <= sameTime.AddMinutes(1))));
    }

    private static Task<TripApp> StartAsync(Place place, int batchSize) => TripApp.StartAsync(place, new() { Sagas = sagas => sagas.CleaningBatchSize = batchSize });

    private static SagaWaker<TripDb> WakerOf(TripApp app) => app.Services.GetServices<IHostedService>().OfType<SagaWaker<TripDb>>().Single();

    private static Task<int> AddOverdueAsync(TripApp app, params TripState[] trips) => app.QueryAsync(db =>
    {
        db.AddRange(trips);
        return db.SaveChangesAsync();
    });

    private static TripState Overdue(int version, DateTime dueAt) => new()
    {
        CorrelationId = NewId.NextGuid(),
        Saga = "test.quick-trip",
        DefinitionVersion = version,
        CurrentState = "Flight",
        StartedAt = dueAt,
        Steps =
        [
            new() { Step = "Flight", Outcome = StepOutcome.Waiting, Attempts = 1, MessageId = NewId.NextGuid(), DueAt = dueAt },
            .. new[] { "Hotel", "Car", "Payment", "Tickets" }.Select(step => new StepProgress { Step = step }),
        ],
        TimerToken = NewId.NextGuid(),
        TimerDueAt = dueAt,
    };
}
