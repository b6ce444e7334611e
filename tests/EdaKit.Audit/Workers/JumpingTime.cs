namespace EdaKit.Audit.Workers;

/// <summary>A clock that somebody sets. As on a real machine, the counter of elapsed time does not jump with the date.</summary>
public sealed class JumpingTime : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    /// <summary>Sets the clock ahead, or back.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
