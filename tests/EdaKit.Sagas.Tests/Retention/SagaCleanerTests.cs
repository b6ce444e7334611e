using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Retention;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Sagas.Timeline;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Sagas.Tests.Retention;

public sealed class SagaCleanerTests
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql), InlineData(StoreKind.PostgreSqlWithRetries)]
    public async Task RunAsync_removes_what_has_outlived_its_retention_and_nothing_else(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TripApp.StartAsync(place, new() { Sagas = sagas => sagas.CleaningBatchSize = 2 });
        var day = TimeSpan.FromDays(1);
        Guid[] ended = [NewId.NextGuid(), NewId.NextGuid(), NewId.NextGuid()];
        var (young, running) = (NewId.NextGuid(), NewId.NextGuid());

        foreach (var trip in ended)
            await AddAsync(app, trip, 8 * day);

        await AddAsync(app, young, 6 * day);
        await AddAsync(app, running, null);
        var visa = NewId.NextGuid();
        await AddEntryAsync(app, visa, "VisaMachine", 8 * day);
        await AddEntryAsync(app, visa, "VisaMachine", 6 * day);

        var cleaner = app.Services.GetServices<IHostedService>().OfType<SagaCleaner<TripDb>>().Single();
        Assert.Equal(3, await cleaner.RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal(new HashSet<Guid> { young, running }, await app.QueryAsync(db => db.Set<TripState>().Select(trip => trip.CorrelationId).ToHashSetAsync()));
        Assert.Equal(new HashSet<Guid> { young, running, visa }, await app.QueryAsync(db => db.Set<TimelineEntry>().Select(entry => entry.SagaId).ToHashSetAsync()));
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task RunAsync_leaves_the_timeline_of_another_saga_that_shares_the_id(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TripApp.StartAsync(place);
        var shared = NewId.NextGuid();
        await AddAsync(app, shared, TimeSpan.FromDays(8));
        await AddEntryAsync(app, shared, "VisaMachine", TimeSpan.FromDays(6));
        await AddEntryAsync(app, shared, "test.of-another-process", TimeSpan.FromDays(8));

        await app.Services.GetServices<IHostedService>().OfType<SagaCleaner<TripDb>>().Single().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["VisaMachine", "test.of-another-process"], (await app.TimelineAsync(shared)).Select(entry => entry.Saga));
    }

    [Fact]
    public async Task RunAsync_is_left_to_one_process()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TripApp.StartAsync(place);
        await AddAsync(app, NewId.NextGuid(), TimeSpan.FromDays(8));
        SagaCleaner<TripDb> Another() => ActivatorUtilities.CreateInstance<SagaCleaner<TripDb>>(app.Services, new SagaOptions());

        Assert.Equal(1, await Another().RunAsync(TestContext.Current.CancellationToken));
        await AddAsync(app, NewId.NextGuid(), TimeSpan.FromDays(8));

        Assert.Equal(0, await Another().RunAsync(TestContext.Current.CancellationToken));
    }

    private static async Task AddAsync(TripApp app, Guid trip, TimeSpan? endedAgo)
    {
        await app.QueryAsync(db =>
        {
            db.Add(new TripState { CorrelationId = trip, Saga = "test.quick-trip", CurrentState = "Completed", StartedAt = DateTime.UtcNow, EndedAt = DateTime.UtcNow - endedAgo });
            return db.SaveChangesAsync();
        });
        await AddEntryAsync(app, trip, "test.quick-trip", endedAgo ?? TimeSpan.FromDays(30));
    }

    private static Task<int> AddEntryAsync(TripApp app, Guid saga, string name, TimeSpan ago) => app.QueryAsync(db =>
    {
        db.Add(new TimelineEntry { SagaId = saga, Saga = name, At = DateTimeOffset.UtcNow.Subtract(ago).ToUnixTimeMilliseconds() });
        return db.SaveChangesAsync();
    });
}
