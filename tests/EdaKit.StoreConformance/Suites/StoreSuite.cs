using System.Globalization;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Storage;
using EdaKit.StoreConformance.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Suites;

/// <summary>What all suites need: a fresh store for each test, and short ways to look at its tables.</summary>
/// <typeparam name="TStore">The store under test.</typeparam>
public abstract class StoreSuite<TStore> : IAsyncLifetime
    where TStore : IStoreUnderTest, new()
{
    private protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private protected static readonly CancellationToken None = CancellationToken.None;

    private protected TStore Store { get; } = new();

    private protected IOutboxStore Outbox => Store.Outbox;

    /// <summary>Two relays, as two processes would have them.</summary>
    private protected Guid Relay { get; } = Guid.NewGuid();

    private protected Guid OtherRelay { get; } = Guid.NewGuid();

    public virtual async ValueTask InitializeAsync() => await Store.CreateAsync(ModelShape.Plain);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Store.DisposeAsync();
    }

    private protected async Task InScopeAsync(Func<ConformanceDb, Task> work) => await InScopeAsync(async db =>
    {
        await work(db);
        return 0;
    });

    private protected async Task<T> InScopeAsync<T>(Func<ConformanceDb, Task<T>> work)
    {
        await using var scope = Store.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ConformanceDb>());
    }

    /// <summary>The n-th record of a test, the oldest first.</summary>
    private protected static OutboxRecord NewRecord(int n, long? availableAt = 0) => new()
    {
        Id = Guid.Parse($"{n:x8}-0000-0000-0000-{n:x12}", CultureInfo.InvariantCulture),
        MessageId = Guid.NewGuid(),
        Destination = "./orders",
        MessageTypes = "urn:message:tests.order-placed:v1",
        ContentType = "application/vnd.masstransit+json",
        Body = [1, 2, 3],
        Properties = "{}",
        CapturedAt = 1,
        AvailableAt = availableAt,
    };

    private protected Task AddAsync(params OutboxRecord[] records) => InScopeAsync(db =>
    {
        db.Records.AddRange(records);
        return db.SaveChangesAsync();
    });

    private protected async Task<OutboxRecord[]> AddManyAsync(int count)
    {
        var records = Enumerable.Range(1, count).Select(n => NewRecord(n)).ToArray();
        await AddAsync(records);
        return records;
    }

    private protected Task<OutboxRecord?> FindAsync(Guid id) => InScopeAsync(db => db.Records.AsNoTracking().SingleOrDefaultAsync(record => record.Id == id));

    private protected async Task<OutboxRecord> GetAsync(Guid id) => await FindAsync(id) ?? throw new InvalidOperationException($"No record '{id}'.");

    private protected Task<int> CountAsync() => InScopeAsync(db => db.Records.CountAsync());

    private protected async Task<List<Guid>> ClaimIdsAsync(Guid relay, int atMost = 100) =>
        [.. (await Outbox.ClaimAsync(relay, 0, new(atMost), Minute, None)).Select(record => record.Id)];

    /// <summary>Lets the time of all leases and pauses be over.</summary>
    private protected Task EndLeasesAsync() => InScopeAsync(db => db.Records
        .Where(record => record.AvailableAt != null)
        .ExecuteUpdateAsync(set => set.SetProperty(record => record.AvailableAt, 1)));

    /// <summary>The database's clock, in milliseconds.</summary>
    private protected Task<long> NowAsync() => InScopeAsync(db =>
    {
        var sql = "select " + StoreDialect.Of(db)!.UnixMillisecondsNow + " as \"Value\"";
        return db.Database.SqlQueryRaw<long>(sql).SingleAsync();
    });
}
