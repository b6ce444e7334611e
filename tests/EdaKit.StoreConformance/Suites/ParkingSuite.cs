using EdaKit.StoreConformance.Stores;
using EdaKit.StoreConformance.Tables;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.StoreConformance.Suites;

/// <summary>Parking: a record waits for a person, and comes back as docs/tables.md says.</summary>
public abstract class ParkingSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task Park_sets_the_record_aside_with_time_attempt_and_error()
    {
        var record = Assert.Single(await AddManyAsync(1));
        await ClaimIdsAsync(Relay);

        var before = await NowAsync();
        await Outbox.ParkAsync(Relay, record.Id, "no such exchange", None);
        var after = await NowAsync();

        var stored = await GetAsync(record.Id);
        Assert.Null(stored.AvailableAt);
        Assert.Null(stored.ClaimedBy);
        Assert.InRange(stored.ParkedAt!.Value, before, after);
        Assert.Equal(1, stored.Attempts);
        Assert.Equal("no such exchange", stored.LastError);
    }

    [Fact]
    public async Task Claim_never_takes_a_parked_record()
    {
        var records = await AddManyAsync(2);
        await ClaimIdsAsync(Relay, atMost: 1);
        await Outbox.ParkAsync(Relay, records[0].Id, "parked", None);
        await EndLeasesAsync();

        Assert.Equal([records[1].Id], await ClaimIdsAsync(OtherRelay));
        Assert.Empty(await ClaimIdsAsync(Relay));
    }

    [Fact]
    public async Task Park_shortens_a_long_error()
    {
        var record = Assert.Single(await AddManyAsync(1));
        await ClaimIdsAsync(Relay);

        await Outbox.ParkAsync(Relay, record.Id, new string('x', 10_000), None);

        Assert.Equal(2000, (await GetAsync(record.Id)).LastError!.Length);
    }

    [Fact]
    public async Task Park_after_the_lease_has_passed_to_another_changes_nothing()
    {
        var record = Assert.Single(await AddManyAsync(1));
        await ClaimIdsAsync(Relay);
        await EndLeasesAsync();
        await ClaimIdsAsync(OtherRelay);

        await Outbox.ParkAsync(Relay, record.Id, "late", None);

        var stored = await GetAsync(record.Id);
        Assert.Equal(OtherRelay, stored.ClaimedBy);
        Assert.NotNull(stored.AvailableAt);
        Assert.Null(stored.ParkedAt);
        Assert.Equal(0, stored.Attempts);
    }

    [Fact]
    public async Task Resuming_as_documented_gives_the_record_a_fresh_start()
    {
        var records = await AddManyAsync(2);
        await ClaimIdsAsync(Relay);
        foreach (var record in records)
            await Outbox.ParkAsync(Relay, record.Id, "parked", None);

        await InScopeAsync(db => db.Database.ExecuteSqlRawAsync(
            TablesDocument.Sql("Resume a parked record").Replace("'the-id'", "{0}", StringComparison.Ordinal), records[1].Id));

        var resumed = Assert.Single(await Outbox.ClaimAsync(OtherRelay, 0, new(10), Minute, None));
        Assert.Equal(records[1].Id, resumed.Id);
        Assert.Equal(0, resumed.Attempts);
        Assert.Null(resumed.LastError);
        Assert.Null(resumed.ParkedAt);
    }
}
