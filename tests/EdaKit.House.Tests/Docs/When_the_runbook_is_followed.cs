using EdaKit.House.Tests.Support;
using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Records;
using EdaKit.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.House.Tests.Docs;

/// <summary>Every statement of the runbook does on both databases what the text beside it says.</summary>
public sealed class When_the_runbook_is_followed
{
    [Fact]
    public async Task Should_work_on_SQLite()
    {
        using var folder = new TempFolder();
        var connection = $"Data Source={Path.Combine(folder.Path, "runbook.db")};Pooling=false";

        await FollowAsync(() => new RunbookDb(new DbContextOptionsBuilder<RunbookDb>().UseSqlite(connection).Options));
    }

    [Fact]
    public async Task Should_work_on_PostgreSQL()
    {
        await using var server = await PostgreSqlServer.StartAsync(new() { Durable = false });
        var connection = await server.CreateDatabaseAsync("runbook");

        await FollowAsync(() => new RunbookDb(new DbContextOptionsBuilder<RunbookDb>().UseNpgsql(connection).Options));
    }

    private static async Task FollowAsync(Func<RunbookDb> open)
    {
        var statements = new Markdown((await Repository.GetAsync()).Read("docs/runbook.md")).Blocks.Where(block => block.Language == "sql")
            .SelectMany(block => block.Text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        var resume = Assert.Single(statements, statement => statement.StartsWith("update", StringComparison.Ordinal));
        var delete = Assert.Single(statements, statement => statement.StartsWith("delete", StringComparison.Ordinal));

        await using var db = open();
        await db.Database.EnsureCreatedAsync();
        db.Add(new InboxEntry { MessageId = Guid.NewGuid(), Consumer = "billing/IssueInvoice/shop.order-placed", ConsumedAt = 1 });
        db.AddRange(Waiting(), Parked("urn:message:shop.order-placed:v1"), Parked("urn:message:shop.order-billed:v1"),
            Parked("urn:message:shop.order-shipped:v1", lane: "OrderId:7"), Held(lane: "OrderId:7"));
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();

        // 1. Looking changes nothing.
        foreach (var question in statements.Where(statement => statement != resume && statement != delete))
        {
            Assert.StartsWith("select", question, StringComparison.Ordinal);
            Assert.NotEqual(0, await CountRowsAsync(db, question));
        }

        Assert.Equal(3, await db.Set<OutboxRecord>().CountAsync(record => record.ParkedAt != null));

        // 2. Resuming frees what the statement names, and only that.
        Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(resume));
        var resumed = await db.Set<OutboxRecord>().AsNoTracking().SingleAsync(record => record.MessageTypes == "urn:message:shop.order-placed:v1" && record.MessageId == ParkedId);
        Assert.Equal((0L, null, 0, null), (resumed.AvailableAt, resumed.ParkedAt, resumed.Attempts, resumed.LastError));

        // 3. Deleting takes the parked record that is named, and no waiting one.
        Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(delete));
        Assert.Equal(4, await db.Set<OutboxRecord>().CountAsync());
    }

    private static async Task<int> CountRowsAsync(RunbookDb db, string question)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = question;
        await using var reader = await command.ExecuteReaderAsync();

        var rows = 0;
        while (await reader.ReadAsync())
            rows++;

        return rows;
    }

    private static readonly Guid ParkedId = new("0190f2a4-0000-7000-8000-000000000001");

    private static OutboxRecord Waiting() => new()
    {
        Id = Guid.NewGuid(), MessageId = Guid.NewGuid(), Destination = "./orders", MessageTypes = "urn:message:shop.order-placed:v1", ContentType = "application/json",
        Properties = "{}", CapturedAt = 1, AvailableAt = 5, Attempts = 2, LastError = "not yet",
    };

    private static OutboxRecord Held(string lane) => new()
    {
        Id = Guid.NewGuid(), MessageId = Guid.NewGuid(), Destination = "./orders", MessageTypes = "urn:message:shop.order-shipped:v1", ContentType = "application/json",
        Properties = "{}", CapturedAt = 2, AvailableAt = null, Lane = lane,
    };

    private static OutboxRecord Parked(string type, string? lane = null) => new()
    {
        Id = Guid.NewGuid(), MessageId = ParkedId, Destination = "./orders", MessageTypes = type, ContentType = "application/json", Properties = "{}", CapturedAt = 1,
        AvailableAt = null, Attempts = 10, LastError = "no such exchange", ParkedAt = 7, Lane = lane,
    };

    private sealed class RunbookDb(DbContextOptions<RunbookDb> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddOutbox();
    }
}
