using EdaKit.AspNetCore.Idempotency.Requests;
using EdaKit.AspNetCore.Idempotency.Storage;
using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using EdaKit.Journal;
using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Storage;
using EdaKit.Sagas.Fencing;
using EdaKit.Sagas.Locking;
using EdaKit.StoreConformance.Stores;
using EdaKit.Tracing.Journal;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Suites;

/// <summary>Every statement uses the names of the application's own model.</summary>
public abstract class NamingSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    // Each test creates the store in its own shape.
    public override ValueTask InitializeAsync() => default;

    [Fact]
    public async Task Leases_stay_in_the_schema_of_whoever_added_them_first()
    {
        await Store.CreateAsync(ModelShape.InTwoSchemas);

        Assert.Equal("sales", await InScopeAsync(db => Task.FromResult(db.Model.FindEntityType(typeof(Lease))!.GetSchema())));
    }

    [Theory, MemberData(nameof(ModelShape.All), MemberType = typeof(ModelShape))]
    public async Task Every_statement_works_on_tables(ModelShape shape)
    {
        await Store.CreateAsync(shape);

        var records = await AddManyAsync(5);
        Assert.Equal(records.Select(record => record.Id), await ClaimIdsAsync(Relay));

        await Outbox.RemoveAsync([records[0].Id], None);
        await Outbox.ReleaseAsync(Relay, [records[1].Id], TimeSpan.Zero, None);
        await Outbox.DeferAsync(Relay, records[2].Id, TimeSpan.Zero, "later", None);
        await Outbox.ParkAsync(Relay, records[3].Id, "never", None);
        Assert.Equal([records[1].Id, records[2].Id], await ClaimIdsAsync(OtherRelay));

        var operations = Store.Services.GetRequiredService<OperationsStore<ConformanceDb>>();
        var filter = new RecordFilter { MessageType = "tests.order-placed:v1", Destination = "./orders" };
        Assert.Equal(1, (await operations.CountAsync(None)).Parked);
        Assert.Equal(1, (await operations.GaugeAsync(None)).Parked);
        Assert.Equal(3, (await operations.ListAsync(false, filter, Guid.Empty, 10, None)).Count);
        Assert.Equal(records[3].Body, (await operations.FindAsync(records[3].Id, None))!.Body.ToArray());
        Assert.Single(await operations.RetryParkedAsync(filter, await operations.ReadClockAsync(None), Guid.Empty, 10, None));
        Assert.Empty(await operations.RetryAsync([records[3].Id], None));
        Assert.Empty(await operations.DiscardParkedAsync(filter, await operations.ReadClockAsync(None), Guid.Empty, 10, None));
        Assert.Single(await operations.DiscardAsync([records[3].Id], None));
        Assert.Single(await operations.ThereAsync([records[3].Id, records[4].Id], None));

        var message = Guid.NewGuid();
        Assert.True(await InScopeAsync(db => InboxStore.TryEnterAsync(db, message, "consumer", None)));
        Assert.False(await InScopeAsync(db => InboxStore.TryEnterAsync(db, message, "consumer", None)));
        await InScopeAsync(db => db.Entries.ExecuteUpdateAsync(set => set.SetProperty(entry => entry.ConsumedAt, 1)));
        Assert.Equal(1, await InScopeAsync(db => InboxStore.ForgetAsync(db, Minute, 10, None)));

        var request = (await IdempotentRequest.ReadAsync(new DefaultHttpContext().Request, "key", "anna", 0))!;
        Assert.True(await InScopeAsync(db => IdempotencyStore.TryClaimAsync(db, request, None)));
        await InScopeAsync(db => IdempotencyStore.StoreAsync(db, request, new(200, "{}", []), None));
        Assert.Equal(200, (await InScopeAsync(db => IdempotencyStore.FindAsync(db, request, None)))?.Response.Status);
        await InScopeAsync(db => db.Set<IdempotencyEntry>().ExecuteUpdateAsync(set => set.SetProperty(entry => entry.ClaimedAt, 1)));
        Assert.Equal(1, await InScopeAsync(db => IdempotencyStore.ForgetAsync(db, Minute, 10, None)));

        await InScopeAsync(async db =>
        {
            using var journal = new JournalBuffer<ConformanceDb>(db, Store.Services.GetRequiredService<UnitOfWorkTracker>(), new(new()));
            journal.Add(new() { At = 1, Kind = JournalKind.Consumed });
            journal.Add(new() { At = 2, Kind = JournalKind.Consumed });
            await db.SaveChangesAsync();
        });
        Assert.Equal(1, await InScopeAsync(db => db.Database.ExecuteSqlRawAsync(JournalSql.For(db).Forget, 0L, 10L, 2L)));

        Assert.True(await InScopeAsync(db => FenceStore.TryEnterAsync(db, "book", message, None)));
        Assert.True(await InScopeAsync(db => FenceStore.CloseAsync(db, "book", message, None)));
        Assert.Equal(0, await InScopeAsync(db => FenceStore.ForgetEnteredAsync(db, Minute, 10, None)));
        Assert.Equal(0, await InScopeAsync(db => FenceStore.ForgetClosedAsync(db, Minute, 10, None)));

        var owner = new SemanticLockOwner(message, "travel.trip");
        Assert.True(await InScopeAsync(db => SemanticLockStore.TryLockAsync(db, "seat/12A", owner, None)));
        Assert.Equal(owner, (await InScopeAsync(db => SemanticLockStore.FindAsync(db, "seat/12A", None)))!.Owner);
        Assert.True(await InScopeAsync(db => SemanticLockStore.ReleaseAsync(db, "seat/12A", owner, None)));
        Assert.Equal(0, await InScopeAsync(db => SemanticLockStore.ReleaseAllAsync(db, owner, None)));
    }
}
