using EdaKit.Outbox.Storage;
using EdaKit.StoreConformance.Stores;
using EdaKit.StoreConformance.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EdaKit.StoreConformance.Suites;

/// <summary>The tables: the same by model, by migration and by plain script, as approved and as docs/tables.md describes them.</summary>
public abstract class TablesSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    // Each test makes the tables in its own way.
    public override ValueTask InitializeAsync() => default;

    [Fact]
    public async Task Model_gives_the_approved_tables()
    {
        await Store.CreateAsync(ModelShape.Plain);
        var file = TablesDocument.ApprovedFile($"{Store.Database}.approved.txt");
        var approved = File.Exists(file) ? await File.ReadAllTextAsync(file, None) : "";

        var actual = await Store.DescribeTablesAsync();

        Assert.True(approved == actual, $"The tables differ from '{file}'. Think of docs/tables.md, \"How the tables change\"; then approve:\n{Difference(approved, actual)}");
    }

    [Fact]
    public async Task Script_gives_the_tables_of_the_model()
    {
        await Store.CreateAsync(ModelShape.Plain);
        var byModel = await Store.DescribeTablesAsync();
        await using var scripted = new TStore();

        await scripted.CreateAsync(ModelShape.Plain, RunScriptAsync);

        var byScript = await scripted.DescribeTablesAsync();
        Assert.True(byModel == byScript, $"docs/sql/{Store.Database} differs from AddOutbox:\n{Difference(byModel, byScript)}");
    }

    [Fact]
    public async Task Script_run_again_changes_nothing()
    {
        await Store.CreateAsync(ModelShape.Plain, RunScriptAsync);
        var tables = await Store.DescribeTablesAsync();
        await AddManyAsync(1);

        await InScopeAsync(RunScriptAsync);

        Assert.Equal(tables, await Store.DescribeTablesAsync());
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Migration_gives_the_tables_of_the_model()
    {
        await Store.CreateAsync(ModelShape.Plain);
        var byModel = await Store.DescribeTablesAsync();
        await using var migrated = new TStore();

        await migrated.CreateAsync(ModelShape.Plain, MigrateAsync);

        Assert.Equal(byModel, await migrated.DescribeTablesAsync());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Store_works_on_tables_of_a_script_and_of_a_migration(bool script)
    {
        await Store.CreateAsync(ModelShape.Plain, script ? RunScriptAsync : MigrateAsync);

        var records = await AddManyAsync(3);
        Assert.Equal(records.Select(record => record.Id), await ClaimIdsAsync(Relay));
        await Outbox.RemoveAsync([records[0].Id], None);
        await Outbox.DeferAsync(Relay, records[1].Id, TimeSpan.Zero, "later", None);
        await Outbox.ParkAsync(Relay, records[2].Id, "never", None);
        Assert.Equal([records[1].Id], await ClaimIdsAsync(OtherRelay));

        var message = Guid.NewGuid();
        Assert.True(await InScopeAsync(db => InboxStore.TryEnterAsync(db, message, "consumer", None)));
        Assert.False(await InScopeAsync(db => InboxStore.TryEnterAsync(db, message, "consumer", None)));
    }

    [Fact]
    public async Task Document_describes_every_column_with_its_type()
    {
        await Store.CreateAsync(ModelShape.Plain);

        Assert.Equal(await Store.ColumnsAsync(), TablesDocument.Columns(Store.Database));
    }

    [Fact]
    public async Task Document_s_query_counts_depth_waiting_and_parked_and_finds_the_oldest()
    {
        await Store.CreateAsync(ModelShape.Plain);
        var records = Enumerable.Range(1, 3).Select(n => NewRecord(n)).ToArray();
        (records[0].CapturedAt, records[1].CapturedAt, records[2].CapturedAt) = (100, 200, 300);
        (records[0].AvailableAt, records[0].ParkedAt) = (null, 500);
        await AddAsync(records);

        var documented = TablesDocument.Sql("Depth, oldest record and parked records").Trim().TrimEnd(';');
        var sql = "select depth as \"InAll\", waiting as \"Waiting\", parked as \"Parked\", oldest_captured_at as \"Oldest\" from (" + documented + ") as answer";
        var answer = await InScopeAsync(db => db.Database.SqlQueryRaw<Depth>(sql).SingleAsync());

        Assert.Equal(new Depth(3, 2, 1, 200), answer);
    }

    [Theory]
    [InlineData("Which records are parked, and why")]
    [InlineData("Resume a parked record")]
    [InlineData("Resume all that failed for one destination")]
    [InlineData("Give up a parked record")]
    public async Task Document_s_statements_run(string heading)
    {
        await Store.CreateAsync(ModelShape.Plain);
        var sql = TablesDocument.Sql(heading).Replace("the-id", Guid.NewGuid().ToString("D").ToUpperInvariant(), StringComparison.Ordinal);

        await InScopeAsync(db => db.Database.ExecuteSqlRawAsync(sql));
    }

    private Task RunScriptAsync(ConformanceDb db) => db.Database.ExecuteSqlRawAsync(TablesDocument.Script(Store.Database));

    /// <summary>What <c>dotnet ef migrations add</c> would write into the application's first migration, and <c>Migrate</c> would run.</summary>
    private static async Task MigrateAsync(ConformanceDb db)
    {
        var model = db.GetService<IDesignTimeModel>().Model;
        var operations = db.GetService<IMigrationsModelDiffer>().GetDifferences(source: null, model.GetRelationalModel());

        foreach (var command in db.GetService<IMigrationsSqlGenerator>().Generate(operations, model))
        {
            var sql = command.CommandText;
            await db.Database.ExecuteSqlRawAsync(sql);
        }
    }

    private static string Difference(string expected, string actual)
    {
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        return string.Join('\n', before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}")));
    }

    private sealed record Depth(long InAll, long Waiting, long Parked, long? Oldest);
}
