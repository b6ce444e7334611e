using EdaKit.Sagas.Retention;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Sagas.Timeline;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Sagas.Tests.Retention;

/// <summary>What has outlived its retention goes, batch by batch, and nothing else does.</summary>
public sealed class When_instances_have_ended
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(2);

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_remove_those_that_ended_long_ago_with_their_timelines(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        Guid running = NewId.NextGuid(), recent = NewId.NextGuid();
        var old = Enumerable.Range(0, 5).Select(_ => NewId.NextGuid()).ToArray();

        await AddAsync(app, running, null);
        await AddAsync(app, recent, DateTime.UtcNow - Retention + TimeSpan.FromMinutes(5));
        foreach (var id in old)
            await AddAsync(app, id, DateTime.UtcNow - Retention - TimeSpan.FromMinutes(5));

        Assert.Equal(old.Length, await CleanAsync(app));

        Guid[] stay = [recent, running];
        Assert.Equal(stay.Order(), (await app.QueryAsync(db => db.Set<TripState>().Select(trip => trip.CorrelationId).ToListAsync())).Order());
        Assert.Equal(stay.Order(), (await app.QueryAsync(db => db.Set<TimelineEntry>().Select(entry => entry.SagaId).Distinct().ToListAsync())).Order());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_remove_the_old_entries_of_plain_machines(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        var visa = NewId.NextGuid();
        var now = DateTimeOffset.UtcNow;

        await app.QueryAsync(db =>
        {
            db.AddRange(Enumerable.Range(0, 5).Select(_ => Entry(visa, nameof(VisaMachine), now - Retention - TimeSpan.FromMinutes(5))));
            db.Add(Entry(visa, nameof(VisaMachine), now));
            db.Add(Entry(visa, "of-another-process", now - Retention - TimeSpan.FromMinutes(5)));
            return db.SaveChangesAsync();
        });

        await CleanAsync(app);

        Assert.Equal([nameof(VisaMachine), "of-another-process"], (await app.TimelineAsync(visa)).Select(entry => entry.Saga));
    }

    [Fact]
    public async Task Should_leave_the_cleaning_to_one_process()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        await using var other = await StartAsync(place);

        await CleanAsync(app);
        var trip = NewId.NextGuid();
        await AddAsync(app, trip, DateTime.UtcNow - Retention - TimeSpan.FromMinutes(5));

        Assert.Equal(0, await CleanAsync(other));
        Assert.Equal(1, await CleanAsync(app));
    }

    private static Task<TripApp> StartAsync(Place place) => TripApp.StartAsync(place, new()
    {
        Sagas = sagas =>
        {
            sagas.Retention = Retention;
            sagas.CleaningBatchSize = 2;
        },
    });

    private static Task<int> CleanAsync(TripApp app) =>
        app.Services.GetServices<IHostedService>().OfType<SagaCleaner<TripDb>>().Single().CleanAsync(TestContext.Current.CancellationToken);

    private static Task<int> AddAsync(TripApp app, Guid trip, DateTime? endedAt) => app.QueryAsync(db =>
    {
        db.Add(new TripState { CorrelationId = trip, Saga = "test.quick-trip", CurrentState = "Completed", StartedAt = DateTime.UtcNow, EndedAt = endedAt });
        db.AddRange(Entry(trip, "test.quick-trip", DateTimeOffset.UtcNow), Entry(trip, "test.quick-trip", DateTimeOffset.UtcNow));
        return db.SaveChangesAsync();
    });

    private static TimelineEntry Entry(Guid saga, string name, DateTimeOffset at) =>
        new() { SagaId = saga, Saga = name, At = at.ToUnixTimeMilliseconds(), Kind = TimelineKind.Received };
}
