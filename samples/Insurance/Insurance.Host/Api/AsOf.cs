using Insurance.Store.History;

namespace Insurance.Host.Api;

/// <summary>A moment as a query asks for it: one of an instant, a position, and the end of a day; none of them for now.</summary>
internal readonly record struct AsOf(DateTimeOffset? Instant, long? Position, DateOnly? Day)
{
    public bool IsNow => this == default;

    /// <summary>The moment. Where several are given, the day counts: <see cref="Fault"/> says so first.</summary>
    public Moment Moment => Day is { } day ? Moment.EndOf(day) : new(Instant, Position);

    /// <summary>What is wrong with the question; null where nothing is.</summary>
    public Dictionary<string, string[]>? Fault => new[] { Instant is not null, Position is not null, Day is not null }.Count(given => given) > 1
        ? new() { ["instant"] = ["Give one of 'instant', 'position' and 'day'."] }
        : null;

    /// <summary>The day that the question is about; null where it does not say.</summary>
    public DateOnly? Effective => Day ?? (Instant is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null);
}
