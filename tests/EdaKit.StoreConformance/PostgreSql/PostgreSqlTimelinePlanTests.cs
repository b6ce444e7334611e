using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Sagas.Retention;
using EdaKit.Sagas.Timeline;
using EdaKit.StoreConformance.Suites;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EdaKit.StoreConformance.PostgreSql;

/// <summary>How PostgreSQL goes about the cleaning of timelines: it comes every few minutes, and a timeline may hold all that a week's sagas did.</summary>
public sealed class PostgreSqlTimelinePlanTests : StoreSuite<PostgreSqlStore>
{
    private const int Many = 200_000;

    [Theory, InlineData(0), InlineData(20)]
    public async Task Old_entries_are_found_along_the_primary_key_and_in_one_window(int old)
    {
        await FillAsync(old);

        var plan = await ExplainAsync(sql => sql.Find, ("after", long.MinValue), ("window", OldEntries.Window));

        Assert.Contains("Index Scan using \"PK_edakit_saga_timeline\"", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.Contains($"Rows Removed by Filter: {OldEntries.Window - old}", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_entries_are_removed_along_the_primary_key()
    {
        await FillAsync(old: 500);

        var plan = await ExplainAsync(sql => sql.Forget, ("first", 1L), ("last", 500L));

        Assert.Contains("PK_edakit_saga_timeline", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.Equal(Many - 500, await InScopeAsync(db => db.Set<TimelineEntry>().CountAsync()));
    }

    private Task<string> ExplainAsync(Func<OldEntriesSql, string> statement, params (string Name, object Value)[] parameters) => InScopeAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
#pragma warning disable CA2100 // EdaKit's own text.
        await using var command = new NpgsqlCommand($"explain (analyze, timing off) {statement(OldEntriesSql.For(db)!)}", (NpgsqlConnection)db.Database.GetDbConnection());
#pragma warning restore CA2100
        command.AddParameter("sagas", StoreDialect.PostgreSql.ListOf(["VisaMachine"]));
        command.AddParameter("retention", (long)Minute.TotalMilliseconds);

        foreach (var (name, value) in parameters)
            command.AddParameter(name, value);

        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));

        return string.Join('\n', lines);
    });

    /// <summary>The oldest first, as they would have been stored.</summary>
    private Task FillAsync(int old) => InScopeAsync(async db =>
    {
        var now = await NowAsync();
        await db.Database.ExecuteSqlAsync($"""
            insert into edakit_saga_timeline (saga_id, saga, at, kind)
            select gen_random_uuid(), 'VisaMachine', case when n <= {old} then 0 else {now} end, 'Received' from generate_series(1, {Many}) as n
            """);
        await db.Database.ExecuteSqlRawAsync("analyze edakit_saga_timeline");
    });
}
