using EdaKit.StoreConformance.Suites;

namespace EdaKit.StoreConformance.PostgreSql;

public sealed class PartitionedClaiming : ClaimingSuite<PartitionedStore>;

public sealed class PartitionedSettling : SettlingSuite<PartitionedStore>;

public sealed class PartitionedParking : ParkingSuite<PartitionedStore>;

public sealed class PartitionedOperations : OperationsSuite<PartitionedStore>;

public sealed class PartitionedCapture : CaptureSuite<PartitionedStore>;

public sealed class PartitionedInbox : InboxSuite<PartitionedStore>;

public sealed class PartitionedCleaning : CleaningSuite<PartitionedStore>;

public sealed class PartitionedConcurrency : ConcurrencySuite<PartitionedStore>;

public sealed class PartitionedLanes : LanesSuite<PartitionedStore>;

public sealed class PartitionedLeases : LeasesSuite<PartitionedStore>;

public sealed class PartitionedFence : FenceSuite<PartitionedStore>;

public sealed class PartitionedJournal : JournalSuite<PartitionedStore>;

public sealed class PartitionedLocks : LocksSuite<PartitionedStore>;

public sealed class PartitionedIdempotency : IdempotencySuite<PartitionedStore>;

public sealed class PartitionedScheduling : SchedulingSuite<PartitionedStore>;
