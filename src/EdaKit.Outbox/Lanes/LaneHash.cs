using System.Text;

namespace EdaKit.Outbox.Lanes;

/// <summary>
/// A number for a text, the same in every process and for all time: FNV-1a with 64 bits (Fowler, Noll and Vo; draft-eastlake-fnv). Locks and
/// shares of lanes go by it, so that processes agree on them without asking each other.
/// </summary>
internal static class LaneHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const int OnStack = 512;

    /// <summary>What stands for lanes among a database's advisory locks, in the order in which everybody takes them.</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="table">The table they are in, which keeps those of several tables apart.</param>
    public static long[] LocksOf(IEnumerable<string> lanes, string table)
    {
        var seed = Of(table);
        return [.. lanes.Select(lane => unchecked((long)Of(lane, seed))).Distinct().Order()];
    }

    public static ulong Of(string text, ulong seed = Basis)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= OnStack ? stackalloc byte[most] : new byte[most];
        var hash = seed;

        foreach (var part in bytes[..Encoding.UTF8.GetBytes(text, bytes)])
            hash = (hash ^ part) * Prime;

        return hash;
    }
}
