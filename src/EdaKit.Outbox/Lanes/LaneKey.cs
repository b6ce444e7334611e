using EdaKit.Contracts;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Records;
using MassTransit;

namespace EdaKit.Outbox.Lanes;

/// <summary>In which lane a message waits: the one that its sender set, or else that of its business key.</summary>
internal static class LaneKey
{
    /// <summary>The header that names a message's lane, on its way as well, so that consumers can keep the order. Empty: in none.</summary>
    public const string Header = "EdaKit-Lane";

    private const int Kept = OutboxRecord.LongestLane - 17;

    public static string? Of<T>(SendContext<T> context, bool byBusinessKey)
        where T : class
    {
        if (context.Headers.TryGetHeader(Header, out var set))
            return set?.ToString() is { Length: > 0 } lane ? Stored(lane) : null;

        if (!byBusinessKey || Contract<T>.Descriptor is not { BusinessKeyName: { } name } contract || contract.ReadBusinessKey(context.Message) is not { } key)
            return null;

        return Stored($"{name}:{key}");
    }

    // Long keys that begin alike stay apart, and so do those that no database takes as they are.
    private static string Stored(string lane) =>
        StoredText.Of(lane, OutboxRecord.LongestLane) == lane ? lane : $"{StoredText.Of(lane, Kept)}#{LaneHash.Of(lane):x16}";

    private static class Contract<T>
    {
        public static readonly ContractDescriptor? Descriptor = ContractDescriptor.Of(typeof(T));
    }
}
