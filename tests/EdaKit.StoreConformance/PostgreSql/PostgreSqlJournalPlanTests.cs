using System.Data.Common;
using System.Globalization;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.StoreConformance.Stores;
using EdaKit.StoreConformance.Suites;
using EdaKit.Tracing.Explaining;
using EdaKit.Tracing.Journal;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.StoreConformance.PostgreSql;

/// <summary>How PostgreSQL goes about what is asked when somebody wants to know why: a journal may be large, and the answer is wanted at once.</summary>
public sealed class PostgreSqlJournalPlanTests : StoreSuite<PostgreSqlStore>
{
    private const int Many = 200_000, OfOneFlow = 6;

    [Fact]
    public async Task Flows_of_a_key_are_found_by_the_key()
    {
        await FillAsync();

        Assert.Contains("ix_edakit_journal_key", await ExplainAsync(db => JournalQueries.Flows(db, "order-17", null, 100)), StringComparison.Ordinal);
        Assert.Contains("ix_edakit_journal_key", await ExplainAsync(db => JournalQueries.Flows(db, "order-17", ["Order"], 100)), StringComparison.Ordinal);
        Assert.Contains("ix_edakit_journal_key", await ExplainAsync(db => JournalQueries.KeyNames(db, "order-17")), StringComparison.Ordinal);
    }

    [Theory, InlineData(1), InlineData(100)]
    public async Task Entries_of_flows_are_found_by_the_flows(int flows)
    {
        await FillAsync();
        var ids = Enumerable.Range(1, flows).Select(n => new Guid($"00000000-0000-0000-0000-{n:D12}")).ToList();

        Assert.Contains("ix_edakit_journal_conversation", await ExplainAsync(db => JournalQueries.OfFlows(db, ids, 10_000)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newest_entries_are_read_from_the_end()
    {
        await FillAsync();

        var plan = await ExplainAsync(db => JournalQueries.Newest(db, 10_000));

        Assert.Contains("Index Scan Backward", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    /// <summary>At the beginning, in the middle and at the end, also where most of it is old.</summary>
    [Theory, InlineData(0), InlineData(Many / 2), InlineData(Many - 100)]
    public async Task What_is_old_is_removed_along_the_primary_key(long after)
    {
        await FillAsync();

        Assert.Contains("Index Scan", await ExplainAsync(db => JournalCleaner<ConformanceDb>.LastOf(db, after, 5_000)), StringComparison.Ordinal);
        Assert.Contains("Index Scan", await ExplainAsync(db => Forget(db, after, after + 5_000, before: Many - 10)), StringComparison.Ordinal);
    }

    private static DbCommand Forget(DbContext db, long after, long last, long before)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = string.Format(CultureInfo.InvariantCulture, JournalSql.For(db).Forget, "@after", "@last", "@before");
        command.AddParameter("after", after);
        command.AddParameter("last", last);
        command.AddParameter("before", before);
        return command;
    }

    private Task<string> ExplainAsync<T>(Func<DbContext, IQueryable<T>> query) => ExplainAsync(db => query(db).CreateDbCommand());

    private Task<string> ExplainAsync(Func<DbContext, DbCommand> prepare) => InScopeAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = prepare(db);
#pragma warning disable CA2100 // EF Core's own text.
        command.CommandText = $"explain {command.CommandText}";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));

        var plan = string.Join('\n', lines);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        return plan;
    });

    private Task FillAsync() => InScopeAsync(async db =>
    {
        await db.Database.ExecuteSqlAsync($"""
            insert into edakit_journal (at, kind, service, message_id, conversation_id, contract, version, key_name, key, participant)
            select n, case when n % 2 = 0 then 'Published' else 'Consumed' end, 'shop', gen_random_uuid(), ('00000000-0000-0000-0000-' || lpad((n / {OfOneFlow})::text, 12, '0'))::uuid,
                   'shop.contract-' || n % 20, 1, 'Order', 'order-' || n / {OfOneFlow}, case when n % {OfOneFlow} > 0 then 'endpoint/consumer/shop.contract-' || n % 20 end
            from generate_series(1, {Many}) as n
            """);
        await db.Database.ExecuteSqlRawAsync("analyze edakit_journal");
    });
}
