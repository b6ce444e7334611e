namespace EdaKit.Benchmarks.Subjects.Limit;

/// <summary>A message taken from the outbox.</summary>
internal readonly record struct LimitRecord(long Id, Guid MessageId, string Exchange, byte[] Body);
