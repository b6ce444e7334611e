using EdaKit.StoreConformance.Suites;

namespace EdaKit.StoreConformance.PostgreSql;

public sealed class PostgreSqlClaiming : ClaimingSuite<PostgreSqlStore>;

public sealed class PostgreSqlSettling : SettlingSuite<PostgreSqlStore>;

public sealed class PostgreSqlParking : ParkingSuite<PostgreSqlStore>;

public sealed class PostgreSqlOperations : OperationsSuite<PostgreSqlStore>;

public sealed class PostgreSqlCapture : CaptureSuite<PostgreSqlStore>;

public sealed class PostgreSqlInbox : InboxSuite<PostgreSqlStore>;

public sealed class PostgreSqlCleaning : CleaningSuite<PostgreSqlStore>;

public sealed class PostgreSqlConcurrency : ConcurrencySuite<PostgreSqlStore>;

public sealed class PostgreSqlNaming : NamingSuite<PostgreSqlStore>;

public sealed class PostgreSqlTables : TablesSuite<PostgreSqlStore>;

public sealed class PostgreSqlLanes : LanesSuite<PostgreSqlStore>;

public sealed class PostgreSqlLeases : LeasesSuite<PostgreSqlStore>;

public sealed class PostgreSqlFence : FenceSuite<PostgreSqlStore>;

public sealed class PostgreSqlJournal : JournalSuite<PostgreSqlStore>;

public sealed class PostgreSqlLocks : LocksSuite<PostgreSqlStore>;

public sealed class PostgreSqlIdempotency : IdempotencySuite<PostgreSqlStore>;

public sealed class PostgreSqlScheduling : SchedulingSuite<PostgreSqlStore>;
