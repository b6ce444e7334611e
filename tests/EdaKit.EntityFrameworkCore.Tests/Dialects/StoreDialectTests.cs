using System.Numerics;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.EntityFrameworkCore.Tests.Dialects;

public sealed class StoreDialectTests
{
    /// <summary>More than two machines of a test ever differ, and far less than a wrong unit or time zone would make.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task UnixMillisecondsNow_is_the_clock_in_milliseconds(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var db = ContextOf(store);

        var now = await NowAsync(db, store);

        Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds(now), DateTimeOffset.UtcNow - Tolerance, DateTimeOffset.UtcNow + Tolerance);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task UnixMillisecondsNow_moves_by_parts_of_a_second_even_within_a_transaction(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var db = ContextOf(store);
        await using var transaction = await db.Database.BeginTransactionAsync();

        var first = await NowAsync(db, store);
        var readings = new HashSet<long> { first };

        // Ten more readings, however long a busy machine takes for each; a clock that stands still in a transaction ends with the first.
        for (var i = 0; i < 1_000_000 && (readings.Count <= 10 || readings.Max() - first < 100); i++)
            readings.Add(await NowAsync(db, store));

        Assert.InRange(readings.Max() - first, 100, 60_000);

        // The readings of a coarse clock lie whole steps of it apart.
        var step = readings.Select(reading => new BigInteger(reading - first)).Aggregate(BigInteger.GreatestCommonDivisor);
        Assert.True(step < 33, $"Readings, '{step}' ms apart: {string.Join(", ", readings)}");
    }

    [Fact]
    public async Task UnixMillisecondsNow_of_PostgreSql_does_not_depend_on_the_time_zone_of_the_session()
    {
        using var store = await TestStore.CreateAsync(StoreKind.PostgreSql);
        await using var db = ContextOf(store);
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("set time zone 'Asia/Tokyo'");

        var now = await NowAsync(db, store);

        Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds(now), DateTimeOffset.UtcNow - Tolerance, DateTimeOffset.UtcNow + Tolerance);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Of_knows_the_provider(StoreKind kind)
    {
        using var store = await TestStore.CreateAsync(kind);
        await using var db = ContextOf(store);

        Assert.Same(store.Dialect, StoreDialect.Of(db));
        Assert.Equal(store.Dialect.ProviderName, db.Database.ProviderName);
    }

    [Fact]
    public async Task SkipLocked_of_PostgreSql_passes_over_a_row_that_another_holds()
    {
        using var store = await TestStore.CreateAsync(StoreKind.PostgreSql);
        await using var db = ContextOf(store);
        await db.Database.EnsureCreatedAsync();
        db.Notes.AddRange(new Note { Text = "held" }, new Note { Text = "free" });
        await db.SaveChangesAsync();

        await using var holder = ContextOf(store);
        await using var transaction = await holder.Database.BeginTransactionAsync();
        await holder.Database.ExecuteSqlRawAsync("""update "Notes" set "Text" = 'held' where "Text" = 'held'""");

        var sql = """select "Text" as "Value" from "Notes" """ + store.Dialect.SkipLocked;
        var taken = await db.Database.SqlQueryRaw<string>(sql).ToListAsync();

        Assert.Equal(["free"], taken);
    }

    private static Task<long> NowAsync(NotesDb db, TestStore store)
    {
        var sql = "select " + store.Dialect.UnixMillisecondsNow + " as \"Value\"";
        return db.Database.SqlQueryRaw<long>(sql).SingleAsync();
    }

    private static NotesDb ContextOf(TestStore store)
    {
        var options = new DbContextOptionsBuilder<NotesDb>();
        store.Use(options);
        return new(options.Options);
    }
}
