using EdaKit.StoreConformance.Suites;

namespace EdaKit.StoreConformance.Sqlite;

public sealed class SqliteClaiming : ClaimingSuite<SqliteStore>;

public sealed class SqliteSettling : SettlingSuite<SqliteStore>;

public sealed class SqliteParking : ParkingSuite<SqliteStore>;

public sealed class SqliteOperations : OperationsSuite<SqliteStore>;

public sealed class SqliteCapture : CaptureSuite<SqliteStore>;

public sealed class SqliteInbox : InboxSuite<SqliteStore>;

public sealed class SqliteCleaning : CleaningSuite<SqliteStore>;

public sealed class SqliteConcurrency : ConcurrencySuite<SqliteStore>;

public sealed class SqliteNaming : NamingSuite<SqliteStore>;

public sealed class SqliteTables : TablesSuite<SqliteStore>;

public sealed class SqliteLanes : LanesSuite<SqliteStore>;

public sealed class SqliteLeases : LeasesSuite<SqliteStore>;

public sealed class SqliteFence : FenceSuite<SqliteStore>;

public sealed class SqliteJournal : JournalSuite<SqliteStore>;

public sealed class SqliteLocks : LocksSuite<SqliteStore>;

public sealed class SqliteIdempotency : IdempotencySuite<SqliteStore>;

public sealed class SqliteScheduling : SchedulingSuite<SqliteStore>;
