namespace EdaKit.Outbox.Records;

/// <summary>How much more may be in memory: so many records, and so many bytes of their bodies. The last record may exceed the bytes.</summary>
/// <param name="Records">How many records.</param>
/// <param name="Bytes">How many bytes.</param>
internal readonly record struct RecordRoom(int Records, long Bytes = long.MaxValue)
{
    /// <summary>Whether there is room for one more, whatever its size: else one that is larger than all the room there can be would wait for ever.</summary>
    public bool IsLeft => Records > 0 && Bytes > 0;

    /// <summary>What is left when a record has taken its part.</summary>
    public RecordRoom Without(OutboxRecord record) => new(Records - 1, Bytes - record.Body.Length);

    /// <summary>What is left when records have taken their part.</summary>
    public RecordRoom Without(IReadOnlyCollection<OutboxRecord> records) => new(Records - records.Count, Bytes - BytesOf(records));

    /// <summary>The bytes that records take.</summary>
    public static long BytesOf(IEnumerable<OutboxRecord> records) => records.Sum(record => (long)record.Body.Length);
}
