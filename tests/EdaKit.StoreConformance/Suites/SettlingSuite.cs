using EdaKit.Outbox.Records;
using EdaKit.StoreConformance.Stores;

namespace EdaKit.StoreConformance.Suites;

/// <summary>Settling: what becomes of a claimed record, and what does not once the lease has passed to another relay.</summary>
public abstract class SettlingSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task Remove_takes_the_records_and_no_others()
    {
        var records = await AddManyAsync(3);
        await ClaimIdsAsync(Relay);

        await Outbox.RemoveAsync([records[0].Id, records[2].Id], None);

        Assert.Equal(1, await CountAsync());
        Assert.NotNull(await FindAsync(records[1].Id));
    }

    [Fact]
    public async Task Remove_twice_does_no_harm()
    {
        var record = Assert.Single(await AddManyAsync(1));

        await Outbox.RemoveAsync([record.Id], None);
        await Outbox.RemoveAsync([record.Id, Guid.NewGuid()], None);

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Remove_of_many_records_at_once()
    {
        var records = await AddManyAsync(3000);

        await Outbox.RemoveAsync([.. records.Select(record => record.Id)], None);

        Assert.Equal(0, await CountAsync());
    }

    // The broker has confirmed it: whoever holds the lease now, sending it again would be a duplicate.
    [Fact]
    public async Task Remove_after_the_lease_has_passed_to_another_removes_all_the_same()
    {
        var record = await PassedOnAsync();

        await Outbox.RemoveAsync([record.Id], None);

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Release_gives_the_record_back_after_the_delay_and_counts_no_attempt()
    {
        var records = await AddManyAsync(2);
        await ClaimIdsAsync(Relay);

        var before = await NowAsync();
        await Outbox.ReleaseAsync(Relay, [.. records.Select(record => record.Id)], TimeSpan.FromSeconds(30), None);
        var after = await NowAsync();

        foreach (var record in records)
        {
            var stored = await GetAsync(record.Id);
            Assert.InRange(stored.AvailableAt!.Value, before + 30_000, after + 30_000);
            Assert.Null(stored.ClaimedBy);
            Assert.Equal(0, stored.Attempts);
            Assert.Null(stored.LastError);
        }

        Assert.Empty(await ClaimIdsAsync(OtherRelay));
    }

    [Fact]
    public async Task Release_without_delay_gives_the_record_to_whoever_asks_next()
    {
        var record = Assert.Single(await AddManyAsync(1));
        await ClaimIdsAsync(Relay);

        await Outbox.ReleaseAsync(Relay, [record.Id], TimeSpan.Zero, None);

        Assert.Equal([record.Id], await ClaimIdsAsync(OtherRelay));
    }

    [Fact]
    public async Task Defer_gives_the_record_back_after_the_delay_with_attempt_and_error()
    {
        var record = Assert.Single(await AddManyAsync(1));
        await ClaimIdsAsync(Relay);

        var before = await NowAsync();
        await Outbox.DeferAsync(Relay, record.Id, TimeSpan.FromSeconds(30), "It's no \"exchange\" {0} -- 💶", None);
        var after = await NowAsync();

        var stored = await GetAsync(record.Id);
        Assert.InRange(stored.AvailableAt!.Value, before + 30_000, after + 30_000);
        Assert.Null(stored.ClaimedBy);
        Assert.Equal(1, stored.Attempts);
        Assert.Equal("It's no \"exchange\" {0} -- 💶", stored.LastError);
        Assert.Empty(await ClaimIdsAsync(OtherRelay));
    }

    [Fact]
    public async Task Defer_counts_every_attempt_and_keeps_the_last_error()
    {
        var record = Assert.Single(await AddManyAsync(1));

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(attempt - 1, Assert.Single(await Outbox.ClaimAsync(Relay, 0, new(1), Minute, None)).Attempts);
            await Outbox.DeferAsync(Relay, record.Id, TimeSpan.Zero, $"error {attempt}", None);
        }

        var stored = await GetAsync(record.Id);
        Assert.Equal(3, stored.Attempts);
        Assert.Equal("error 3", stored.LastError);
    }

    [Theory]
    [InlineData(OutboxRecord.LongestError, OutboxRecord.LongestError)]
    [InlineData(OutboxRecord.LongestError + 1, OutboxRecord.LongestError)]
    [InlineData(1_000_000, OutboxRecord.LongestError)]
    public async Task Defer_shortens_a_long_error(int length, int kept)
    {
        var record = Assert.Single(await AddManyAsync(1));
        await ClaimIdsAsync(Relay);

        await Outbox.DeferAsync(Relay, record.Id, TimeSpan.Zero, new string('x', length), None);

        Assert.Equal(new string('x', kept), (await GetAsync(record.Id)).LastError);
    }

    [Fact]
    public async Task Defer_does_not_cut_a_character_in_two()
    {
        var record = Assert.Single(await AddManyAsync(1));
        await ClaimIdsAsync(Relay);

        await Outbox.DeferAsync(Relay, record.Id, TimeSpan.Zero, new string('x', OutboxRecord.LongestError - 1) + "💶 and more", None);

        Assert.Equal(new string('x', OutboxRecord.LongestError - 1), (await GetAsync(record.Id)).LastError);
    }

    // An exception's message may hold anything, and a relay that cannot write it down would never settle the record.
    [Fact]
    public async Task Defer_keeps_an_error_that_no_database_takes_as_it_is()
    {
        var record = Assert.Single(await AddManyAsync(1));
        await ClaimIdsAsync(Relay);

        await Outbox.DeferAsync(Relay, record.Id, TimeSpan.Zero, "zero \0 and half \uD83D a character", None);

        Assert.Equal("zero \uFFFD and half \uFFFD a character", (await GetAsync(record.Id)).LastError);
    }

    [Fact]
    public async Task Release_after_the_lease_has_passed_to_another_changes_nothing()
    {
        var record = await PassedOnAsync();

        await Outbox.ReleaseAsync(Relay, [record.Id], TimeSpan.Zero, None);

        await AssertUntouchedAsync(record);
    }

    [Fact]
    public async Task Defer_after_the_lease_has_passed_to_another_changes_nothing()
    {
        var record = await PassedOnAsync();

        await Outbox.DeferAsync(Relay, record.Id, TimeSpan.Zero, "late", None);

        await AssertUntouchedAsync(record);
    }

    [Fact]
    public async Task Settling_what_was_settled_before_changes_nothing()
    {
        var record = Assert.Single(await AddManyAsync(1));
        await ClaimIdsAsync(Relay);
        await Outbox.DeferAsync(Relay, record.Id, Minute, "first", None);
        var settled = await GetAsync(record.Id);

        await Outbox.DeferAsync(Relay, record.Id, TimeSpan.Zero, "again", None);
        await Outbox.ReleaseAsync(Relay, [record.Id], TimeSpan.Zero, None);
        await Outbox.ParkAsync(Relay, record.Id, "again", None);

        await AssertUntouchedAsync(settled);
    }

    [Fact]
    public async Task Settling_what_is_gone_does_no_harm()
    {
        await Outbox.ReleaseAsync(Relay, [Guid.NewGuid()], TimeSpan.Zero, None);
        await Outbox.DeferAsync(Relay, Guid.NewGuid(), TimeSpan.Zero, "gone", None);
        await Outbox.ParkAsync(Relay, Guid.NewGuid(), "gone", None);

        Assert.Equal(0, await CountAsync());
    }

    /// <summary>A record that the relay claimed, whose lease ended, and that the other relay holds now.</summary>
    private async Task<OutboxRecord> PassedOnAsync()
    {
        var record = Assert.Single(await AddManyAsync(1));
        await ClaimIdsAsync(Relay);
        await EndLeasesAsync();
        await ClaimIdsAsync(OtherRelay);
        return await GetAsync(record.Id);
    }

    private async Task AssertUntouchedAsync(OutboxRecord expected)
    {
        var stored = await GetAsync(expected.Id);

        Assert.Equal(expected.ClaimedBy, stored.ClaimedBy);
        Assert.Equal(expected.AvailableAt, stored.AvailableAt);
        Assert.Equal(expected.Attempts, stored.Attempts);
        Assert.Equal(expected.LastError, stored.LastError);
        Assert.Equal(expected.ParkedAt, stored.ParkedAt);
    }
}
