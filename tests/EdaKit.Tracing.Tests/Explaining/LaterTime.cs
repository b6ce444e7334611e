namespace EdaKit.Tracing.Tests.Explaining;

/// <summary>The clock of somebody who asks later.</summary>
public sealed class LaterTime(TimeSpan later) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
}
