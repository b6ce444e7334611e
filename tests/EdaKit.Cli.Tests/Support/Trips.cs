using EdaKit.Journal;
using EdaKit.Sagas.Locking;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Timeline;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Cli.Tests.Support;

/// <summary>The database of an application with a step saga: one instance runs, one is parked, one has ended.</summary>
public sealed class Trips : IDisposable
{
    private readonly TestDatabase _database;
    private readonly bool _hasOutbox;
    private readonly bool _hasJournal;

    private Trips(TestDatabase database, bool hasOutbox, bool hasJournal) => (_database, _hasOutbox, _hasJournal) = (database, hasOutbox, hasJournal);

    public string Connection => _database.Connection;

    public Guid Running { get; } = Guid.NewGuid();

    public Guid Parked { get; } = Guid.NewGuid();

    public Guid Ended { get; } = Guid.NewGuid();

    public static async Task<Trips> CreateAsync(StoreKind kind, bool hasOutbox = false, bool hasJournal = false)
    {
        var trips = new Trips(await TestDatabase.CreateAsync(kind), hasOutbox, hasJournal);
        await trips.FillAsync();
        return trips;
    }

    public async Task ExecuteAsync(FormattableString sql)
    {
        await using var db = Context();
        await db.Database.ExecuteSqlAsync(sql);
    }

    public void Dispose() => _database.Dispose();

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
        if (_hasJournal)
            db.Add(new JournalEntry { At = 1_790_000_000_000, Kind = JournalKind.Published, Service = "trips", MessageId = Guid.NewGuid(), ConversationId = Guid.NewGuid(),
                CorrelationId = Parked, Contract = "test.book-trip", KeyName = "Trip", Key = "T-17" });
        db.Add(Lock("seat/12A", Parked, "test.trip", now.AddHours(-2).AddMinutes(-1)));
        db.Add(Lock("basket/7", Running, "support desk", now));
        await db.SaveChangesAsync();
    }

    private TripsDb Context() => _hasJournal ? new WithJournalDb(_database) : _hasOutbox ? new WithOutboxDb(_database) : new TripsDb(_database);

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

    private class TripsDb(TestDatabase database) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => database.Use(options);

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddSagas().AddSaga<TripState>("Trip State");
    }

    private sealed class WithOutboxDb(TestDatabase database) : TripsDb(database)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            base.OnModelCreating(modelBuilder);
            modelBuilder.AddOutbox();
        }
    }

    private sealed class WithJournalDb(TestDatabase database) : TripsDb(database)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            base.OnModelCreating(modelBuilder);
            modelBuilder.AddJournal();
        }
    }

    private sealed class TripState : StepSagaState;
}
