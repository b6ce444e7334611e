using EdaKit.Sagas.Locking;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Timeline;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Cli.Tests.Support;

/// <summary>The database of an application with a step saga: one instance runs, one is parked, one has ended.</summary>
public sealed class Trips : IAsyncDisposable
{
    private readonly StoreKind _kind;
    private readonly bool _hasOutbox;

    private Trips(StoreKind kind, string connection, bool hasOutbox) => (_kind, Connection, _hasOutbox) = (kind, connection, hasOutbox);

    public string Connection { get; }

    public Guid Running { get; } = Guid.NewGuid();

    public Guid Parked { get; } = Guid.NewGuid();

    public Guid Ended { get; } = Guid.NewGuid();

    public static async Task<Trips> CreateAsync(StoreKind kind, bool hasOutbox = false)
    {
        var trips = new Trips(kind, kind == StoreKind.Sqlite
            ? $"Data Source={Path.Combine(Path.GetTempPath(), $"edakit-cli-{Guid.NewGuid():N}.db")};Pooling=false"
            : await Servers.CreateDatabaseAsync(), hasOutbox);
        await trips.FillAsync();
        return trips;
    }

    public async Task ExecuteAsync(FormattableString sql)
    {
        await using var db = Context();
        await db.Database.ExecuteSqlAsync(sql);
    }

    public ValueTask DisposeAsync()
    {
        if (_kind == StoreKind.Sqlite)
        {
            foreach (var end in new[] { "", "-wal", "-shm" })
                File.Delete(new SqliteConnectionStringBuilder(Connection).DataSource + end);
        }

        return ValueTask.CompletedTask;
    }

    private async Task FillAsync()
    {
        await using var db = Context();
        await db.Database.EnsureCreatedAsync();
        var now = DateTime.UtcNow;

        db.Add(State(Running, "Flight", "flight pending", now.AddMinutes(-1)));
        var parked = State(Parked, "Parked", "needs attention", now.AddHours(-2));
        (parked.ParkedStep, parked.ParkedReason) = ("Hotel", "the hotel is down");
        db.Add(parked);
        var ended = State(Ended, "Completed", "completed", now.AddDays(-1));
        ended.EndedAt = now;
        db.Add(ended);
        db.Add(new TimelineEntry { SagaId = Parked, Saga = "test.trip", At = 1_790_000_000_000, Kind = TimelineKind.Received, Name = "test.book-trip" });
        db.Add(new TimelineEntry { SagaId = Parked, Saga = "test.trip", At = 1_790_000_000_500, Kind = TimelineKind.Parked, Step = "Hotel", Note = "the hotel is down" });
        db.Add(Lock("seat/12A", Parked, "test.trip", now.AddHours(-2).AddMinutes(-1)));
        db.Add(Lock("basket/7", Running, "support desk", now));
        await db.SaveChangesAsync();
    }

    private TripsDb Context() => _hasOutbox ? new WithOutboxDb(_kind, Connection) : new TripsDb(_kind, Connection);

    private static SemanticLockEntry Lock(string resource, Guid id, string owner, DateTime since) =>
        new() { Resource = resource, OwnerId = id, OwnerName = owner, Since = new DateTimeOffset(since).ToUnixTimeMilliseconds() };

    private static TripState State(Guid id, string state, string status, DateTime startedAt) => new()
    {
        CorrelationId = id,
        Saga = "test.trip",
        DefinitionVersion = 1,
        CurrentState = state,
        Status = status,
        StartedAt = startedAt,
    };

    private class TripsDb(StoreKind kind, string connection) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) =>
            _ = kind == StoreKind.Sqlite ? options.UseSqlite(connection) : options.UseNpgsql(connection);

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddSagas().AddSaga<TripState>("Trip State");
    }

    private sealed class WithOutboxDb(StoreKind kind, string connection) : TripsDb(kind, connection)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            base.OnModelCreating(modelBuilder);
            modelBuilder.AddOutbox();
        }
    }

    private sealed class TripState : StepSagaState;
}
