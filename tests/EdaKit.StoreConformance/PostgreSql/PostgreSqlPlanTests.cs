using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Storage;
using EdaKit.StoreConformance.Stores;
using EdaKit.StoreConformance.Suites;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EdaKit.StoreConformance.PostgreSql;

/// <summary>How PostgreSQL goes about what a relay asks every second: what is parked or was sent, be it a million records, must cost it nothing.</summary>
public sealed class PostgreSqlPlanTests : StoreSuite<PostgreSqlStore>
{
    private const int Many = 20_000;

    [Fact]
    public async Task Claim_beside_many_parked_records_looks_at_what_is_due_only()
    {
        await AddParkedAsync();

        var plan = await ExplainClaimAsync(LookRange.Everything);

        Assert.Contains("Index Cond: ((available_at >= ", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Rows Removed by Filter", plan, StringComparison.Ordinal);
    }

    /// <summary>What was sent stays in the index for as long as any transaction of the cluster could still see it. A claim need not pass all of it.</summary>
    [Fact]
    public async Task Claim_from_a_time_on_does_not_pass_what_a_long_transaction_keeps_from_being_cleared_away()
    {
        await using var other = new NpgsqlConnection(await InScopeAsync(db => Task.FromResult(db.Database.GetConnectionString()!)));
        await other.OpenAsync();
        await using var report = await other.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        await new NpgsqlCommand("select 1", other, report).ExecuteScalarAsync();
        await AddDeadAsync();

        var everything = PagesOf(await ExplainClaimAsync(LookRange.Everything));
        var lately = PagesOf(await ExplainClaimAsync(await NowAsync() - 10_000));

        Assert.True(everything > Many / 100, $"It passed {everything} pages: the rows are not there.");
        Assert.InRange(lately, 1, 20);
    }

    /// <summary>Who observes the gauges does so every ten seconds, and what is scheduled may be all that there is.</summary>
    [Fact]
    public async Task Gauges_beside_many_scheduled_records_read_the_index_only()
    {
        await AddScheduledAsync();

        var pages = PagesOf(await InScopeAsync(db => ExplainAsync(db, OperationsSql.For(db).Gauge)));

        Assert.InRange(pages, Many / 250, 300);
        Assert.Equal(Many, (await Store.Services.GetRequiredService<OperationsStore<ConformanceDb>>().GaugeAsync(None)).Delayed);
    }

    /// <summary>So that with a backlog the next claim need not begin where this one began.</summary>
    [Fact]
    public async Task Claim_tells_since_when_each_record_was_due()
    {
        await AddAsync(NewRecord(1, 1000), NewRecord(2, 2000), NewRecord(3, 3000));

        Assert.Equal([1000, 2000], (await Outbox.ClaimAsync(Relay, LookRange.Everything, new(2), Minute, None)).Select(record => record.DueSince));
    }

    private Task<string> ExplainClaimAsync(long from) => InScopeAsync(db => ExplainAsync(db, OutboxSql.For(db).Claim,
        new("relay", Relay), new("from", from), new("bytes", long.MaxValue), new("lease", 1000L), new("at_most", 200)));

    private static async Task<string> ExplainAsync(ConformanceDb db, string statement, params NpgsqlParameter[] parameters)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"explain (analyze, buffers, timing off) {statement}", (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.AddRange(parameters);

        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));

        return string.Join('\n', lines);
    }

    /// <summary>How many pages the whole statement touched: the first figures of a plan are its sum.</summary>
    private static int PagesOf(string plan) => Regex.Match(plan, @"Buffers: shared(?: (?:hit|read|dirtied|written)=(\d+))+").Groups[1].Captures
        .Sum(figure => int.Parse(figure.Value, CultureInfo.InvariantCulture));

    private Task AddParkedAsync() => InScopeAsync(async db =>
    {
        await db.Database.ExecuteSqlAsync($"""
            insert into edakit_outbox (id, message_id, destination, message_types, content_type, body, properties, captured_at, available_at, attempts, parked_at)
            select gen_random_uuid(), gen_random_uuid(), './orders', 'urn:message:tests.order-placed:v1', 'application/json', '', '{"{}"}', 1, null, 10, 1
            from generate_series(1, {Many})
            """);
        await db.Database.ExecuteSqlRawAsync("analyze edakit_outbox");
    });

    private Task AddScheduledAsync() => InScopeAsync(async db =>
    {
        await db.Database.ExecuteSqlAsync($"""
            insert into edakit_outbox (id, message_id, destination, message_types, content_type, body, properties, captured_at, available_at, attempts)
            select gen_random_uuid(), gen_random_uuid(), './orders', 'urn:message:tests.order-placed:v1', 'application/json', decode(repeat('00', 1000), 'hex'), '{"{}"}', 1,
                   (extract(epoch from now()) * 1000)::bigint + 86400000 + n, 0
            from generate_series(1, {Many}) as n
            """);
        await db.Database.ExecuteSqlRawAsync("vacuum analyze edakit_outbox");
    });

    private Task AddDeadAsync() => InScopeAsync(async db =>
    {
        await db.Database.ExecuteSqlAsync($"""
            insert into edakit_outbox (id, message_id, destination, message_types, content_type, body, properties, captured_at, available_at, attempts)
            select gen_random_uuid(), gen_random_uuid(), './orders', 'urn:message:tests.order-placed:v1', 'application/json', '', '{"{}"}', 1, n, 0
            from generate_series(1, {Many}) as n
            """);
        await db.Database.ExecuteSqlRawAsync("delete from edakit_outbox");
    });
}
