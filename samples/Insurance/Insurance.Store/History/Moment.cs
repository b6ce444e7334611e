namespace Insurance.Store.History;

/// <summary>A point up to which events count: an instant at which they were recorded, or a position in the store. Without either: now.</summary>
/// <param name="Instant">Events that were recorded until then; null for all.</param>
/// <param name="Position">Events up to this one; null for all.</param>
public readonly record struct Moment(DateTimeOffset? Instant, long? Position)
{
    public static Moment Now => default;

    public static Moment At(DateTimeOffset instant) => new(instant, null);

    public static Moment At(long position) => new(null, position);

    /// <summary>The end of a day, in UTC: all that was recorded on it counts.</summary>
    public static Moment EndOf(DateOnly day) => At(new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero));
}
