using System.Buffers.Binary;

namespace EdaKit.Benchmarks.Protocol;

/// <summary>
/// The orders of a run. An id holds its number, so that what arrives can be checked without keeping a list, and ids ascend, as those of an
/// application that makes them with <see cref="Guid.CreateVersion7()"/> do.
/// </summary>
internal static class Orders
{
    public const string Customer = "customer 17850";
    public const decimal Total = 139.12m;

    /// <summary>The exchange to which every subject publishes an order.</summary>
    public const string PlacedExchange = "benchmark.order-placed";

    /// <summary>The exchange to which every subject's consumer publishes.</summary>
    public const string NotedExchange = "benchmark.order-noted";

    /// <summary>The queue that every subject's consumer reads.</summary>
    public const string InputQueue = "orders";

    /// <summary>The queue to which a subject sends one message, so that the runner sees how it writes them.</summary>
    public const string SampleQueue = "sample";

    /// <summary>The most messages that a batch consumer takes in one transaction.</summary>
    public const int BatchSize = 200;

    /// <summary>How many messages a consumer works on at once, one transaction each.</summary>
    public const int Concurrency = 32;

    /// <summary>How many messages the broker sends ahead to a consumer.</summary>
    public const int Prefetch = 64;

    private const uint Mark = 0xEDA0BE7C;

    /// <summary>Brings an order to about 300 bytes.</summary>
    public static string Note { get; } = new('x', 200);

    public static Guid IdOf(int number)
    {
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(id, number);
        BinaryPrimitives.WriteUInt32BigEndian(id[12..], Mark);
        return new Guid(id, bigEndian: true);
    }

    /// <summary>The number in an id.</summary>
    /// <returns>-1 for an id that is not one of a run's orders.</returns>
    public static int NumberOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) == Mark ? BinaryPrimitives.ReadInt32BigEndian(bytes) : -1;
    }
}
