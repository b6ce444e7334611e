namespace Insurance.Host.Seeding;

/// <summary>A clock of long ago: it stands still in the morning of a day, until somebody goes on.</summary>
internal sealed class SeedClock(DateOnly begin) : TimeProvider
{
    public DateOnly Today { get; private set; } = begin;

    public void GoOn(DateOnly day) => Today = day;

    public override DateTimeOffset GetUtcNow() => new(Today.ToDateTime(new(9, 30)), TimeSpan.Zero);
}
