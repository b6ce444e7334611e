using EdaKit.Outbox.Storage;
using EdaKit.StoreConformance.Suites;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EdaKit.StoreConformance.PostgreSql;

/// <summary>How PostgreSQL goes about what a relay asks every second: what is parked, be it a million records, must cost it nothing.</summary>
public sealed class PostgreSqlPlanTests : StoreSuite<PostgreSqlStore>
{
    private const int ManyParked = 20_000;

    [Fact]
    public async Task Claim_beside_many_parked_records_looks_at_what_is_due_only()
    {
        await AddParkedAsync();

        var plan = await InScopeAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = new NpgsqlCommand($"explain (analyze, timing off) {OutboxSql.For(db).Claim}", (NpgsqlConnection)db.Database.GetDbConnection());
            command.Parameters.AddWithValue("relay", Relay);
            command.Parameters.AddWithValue("lease", 1000L);
            command.Parameters.AddWithValue("at_most", 200);

            await using var reader = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await reader.ReadAsync())
                lines.Add(reader.GetString(0));

            return string.Join('\n', lines);
        });

        Assert.Contains("Index Cond: (available_at <= ", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Rows Removed by Filter", plan, StringComparison.Ordinal);
    }

    private Task AddParkedAsync() => InScopeAsync(async db =>
    {
        await db.Database.ExecuteSqlAsync($"""
            insert into edakit_outbox (id, message_id, destination, message_types, content_type, body, properties, captured_at, available_at, attempts, parked_at)
            select gen_random_uuid(), gen_random_uuid(), './orders', 'urn:message:tests.order-placed:v1', 'application/json', '', '{"{}"}', 1, null, 10, 1
            from generate_series(1, {ManyParked})
            """);
        await db.Database.ExecuteSqlRawAsync("analyze edakit_outbox");
    });
}
