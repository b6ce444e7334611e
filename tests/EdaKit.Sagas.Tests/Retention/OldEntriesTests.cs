using EdaKit.Sagas.Retention;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Sagas.Timeline;
using MassTransit;
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
