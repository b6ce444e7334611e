using System.Globalization;

namespace EdaKit.Outbox.Lanes;

/// <summary>
/// Lanes are shared out among the relays in fixed shares, by a number that every process computes alike: a lease for each lane would be as
/// many rows as there are keys.
/// </summary>
internal static class LaneShares
{
    /// <summary>How many shares there are, and so how many processes can take part. It may never change: processes of two versions must agree.</summary>
    public const int Count = 64;

    private const string Prefix = "outbox/";
    private const string Relays = Prefix + "relay/";
    private const string Shares = Prefix + "lanes/";

    /// <summary>How all leases here begin.</summary>
    public static string LeasePrefix => Prefix;

    /// <summary>How the leases by which relays take part begin.</summary>
    public static string MemberPrefix => Relays;

    public static int Of(string lane) => (int)(LaneHash.Of(lane) % Count);

    /// <summary>The lease by which a relay says that it takes part.</summary>
    public static string MemberLease(Guid relay) => Relays + relay.ToString("N");

    public static string ShareLease(int share) => Shares + share.ToString("00", CultureInfo.InvariantCulture);

    public static bool IsMember(string lease) => lease.StartsWith(Relays, StringComparison.Ordinal);

    /// <summary>Which share a lease stands for.</summary>
    /// <returns>Null for a lease of another kind.</returns>
    public static int? ShareOf(string lease) =>
        lease.StartsWith(Shares, StringComparison.Ordinal) && int.TryParse(lease.AsSpan(Shares.Length), CultureInfo.InvariantCulture, out var share) ? share : null;

    /// <summary>How many shares a relay should have, so that all have the same, give or take one.</summary>
    /// <param name="relay">The relay.</param>
    /// <param name="members">All relays that take part, this one among them or not.</param>
    public static int FairCount(Guid relay, IReadOnlyCollection<Guid> members)
    {
        var sorted = members.Append(relay).Distinct().Order().ToList();
        return Count / sorted.Count + (sorted.IndexOf(relay) < Count % sorted.Count ? 1 : 0);
    }
}
