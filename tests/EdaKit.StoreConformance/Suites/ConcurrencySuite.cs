using System.Collections.Concurrent;
using EdaKit.Outbox.Storage;
using EdaKit.StoreConformance.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Suites;

/// <summary>Several relays, several processes, and an application that goes on storing meanwhile.</summary>
public abstract class ConcurrencySuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    private const int MostClaims = 5000;

    [Fact]
    public async Task Two_relays_claim_each_of_2000_records_exactly_once()
    {
        var records = await AddManyAsync(2000);
        var claimed = new ConcurrentBag<Guid>();

        await Task.WhenAll(Task.Run(() => DrainAsync(Outbox, Relay, claimed)), Task.Run(() => DrainAsync(Outbox, OtherRelay, claimed)));

        Assert.Equal(records.Select(record => record.Id), claimed.Order());
    }

    [Fact]
    public async Task Relays_of_two_processes_claim_and_remove_each_record_exactly_once()
    {
        var records = await AddManyAsync(500);
        var claimed = new ConcurrentBag<Guid>();
        var other = Store.OtherProcess().Outbox;

        await Task.WhenAll(Task.Run(() => DrainAsync(Outbox, Relay, claimed, remove: true)), Task.Run(() => DrainAsync(other, OtherRelay, claimed, remove: true)));

        Assert.Equal(records.Select(record => record.Id), claimed.Order());
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Relays_claim_everything_that_is_stored_meanwhile()
    {
        const int Writers = 4, Saves = 25;
        var claimed = new ConcurrentBag<Guid>();
        var ids = Enumerable.Range(1, Writers * Saves).Select(n => NewRecord(n)).ToArray();

        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            foreach (var record in ids.Skip(writer * Saves).Take(Saves))
                await AddAsync(record);
        })));

        var relays = new[] { Relay, OtherRelay }.Select(relay => Task.Run(async () =>
        {
            while (!writing.IsCompleted)
                await DrainAsync(Outbox, relay, claimed, remove: true);

            await DrainAsync(Outbox, relay, claimed, remove: true);
        }));

        await Task.WhenAll([writing, .. relays]);

        Assert.Equal(ids.Select(record => record.Id), claimed.Order());
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Settling_from_many_sides_at_once_loses_nothing()
    {
        var records = await AddManyAsync(60);
        await ClaimIdsAsync(Relay);

        await Task.WhenAll(records.Select((record, i) => Task.Run(() => (i % 3) switch
        {
            0 => Outbox.RemoveAsync([record.Id], None),
            1 => Outbox.DeferAsync(Relay, record.Id, TimeSpan.Zero, "later", None),
            _ => Outbox.ParkAsync(Relay, record.Id, "never", None),
        })));

        Assert.Equal(40, await CountAsync());
        Assert.Equal(20, (await ClaimIdsAsync(OtherRelay)).Count);
    }

    [Fact]
    public async Task Claim_does_not_wait_for_a_business_transaction_that_stays_open()
    {
        await AddManyAsync(1);
        await using var scope = Store.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Records.Add(NewRecord(2));
        await db.SaveChangesAsync();

        var claim = ClaimIdsAsync(Relay);

        if (Store.HasOneWriter)
            await transaction.CommitAsync();

        Assert.Contains(NewRecord(1).Id, await claim);
    }

    private static async Task DrainAsync(IOutboxStore store, Guid relay, ConcurrentBag<Guid> claimed, bool remove = false)
    {
        while (await store.ClaimAsync(relay, 0, new(50), Minute, None) is { Count: > 0 } batch)
        {
            foreach (var record in batch)
                claimed.Add(record.Id);

            Assert.True(claimed.Count <= MostClaims, "Records are claimed again and again.");

            if (remove)
                await store.RemoveAsync([.. batch.Select(record => record.Id)], None);
        }
    }
}
