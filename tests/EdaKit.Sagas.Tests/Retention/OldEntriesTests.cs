using EdaKit.Sagas.Retention;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Sagas.Timeline;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Sagas.Tests.Retention;

/// <summary>The timelines of plain state machines go by age, batch by batch, and those of machines of other processes stay.</summary>
public sealed class OldEntriesTests
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(2);

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql), InlineData(StoreKind.PostgreSqlWithRetries)]
    public async Task RemoveAsync_leaves_young_entries_and_those_of_other_machines(StoreKind store)
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

    /// <summary>An old entry of a saga that is still there, or of a machine elsewhere, stays, and what is behind it goes all the same.</summary>
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task RemoveAsync_goes_on_behind_entries_that_stay(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        var old = DateTimeOffset.UtcNow - Retention - TimeSpan.FromMinutes(5);
        await AddAsync(app, Enumerable.Range(0, OldEntries.Window + 1).Select(_ => Entry(NewId.NextGuid(), "of-another-process", old)));
        var visa = NewId.NextGuid();
        await AddAsync(app, [Entry(visa, nameof(VisaMachine), old), Entry(visa, nameof(VisaMachine), DateTimeOffset.UtcNow), Entry(visa, nameof(VisaMachine), old)]);

        await CleanAsync(app);

        Assert.Single(await app.TimelineAsync(visa));
        Assert.Equal(OldEntries.Window + 1, await app.QueryAsync(db => db.Set<TimelineEntry>().CountAsync(entry => entry.Saga == "of-another-process")));
    }

    /// <summary>Behind so many young ones nothing old is looked for: a table of a year's entries would otherwise be read with every round.</summary>
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task RemoveAsync_ends_where_entries_are_young(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        var (now, old) = (DateTimeOffset.UtcNow, DateTimeOffset.UtcNow - Retention - TimeSpan.FromMinutes(5));
        var (first, last) = (NewId.NextGuid(), NewId.NextGuid());
        await AddAsync(app, [Entry(first, nameof(VisaMachine), old)]);
        await AddAsync(app, Enumerable.Range(0, OldEntries.Window).Select(_ => Entry(NewId.NextGuid(), nameof(VisaMachine), now)));
        await AddAsync(app, [Entry(last, nameof(VisaMachine), old)]);

        await CleanAsync(app);

        Assert.Empty(await app.TimelineAsync(first));
        Assert.Single(await app.TimelineAsync(last));
    }

    /// <summary>In one save: only from one to the next do the ids follow the order of adding.</summary>
    private static Task<int> AddAsync(TripApp app, IEnumerable<TimelineEntry> entries) => app.QueryAsync(db =>
    {
        db.AddRange(entries);
        return db.SaveChangesAsync();
    });

    private static Task<TripApp> StartAsync(Place place) => TripApp.StartAsync(place, new()
    {
        Sagas = sagas =>
        {
            sagas.Retention = Retention;
            sagas.CleaningBatchSize = 2;
        },
    });

    private static Task<int> CleanAsync(TripApp app) =>
        app.Services.GetServices<IHostedService>().OfType<SagaCleaner<TripDb>>().Single().RunAsync(TestContext.Current.CancellationToken);

    private static TimelineEntry Entry(Guid saga, string name, DateTimeOffset at) =>
        new() { SagaId = saga, Saga = name, At = at.ToUnixTimeMilliseconds(), Kind = TimelineKind.Received };
}
