namespace EdaKit.Outbox.Registration;

/// <summary>The outbox as MassTransit's message scheduler.</summary>
public sealed class SchedulingOptions
{
    /// <summary>
    /// Whether the outbox is the scheduler behind <see cref="MassTransit.IMessageScheduler"/>, consume contexts, sagas and
    /// <c>UseScheduledRedelivery</c>. Default true. Set it to false where another scheduler is to do that (Quartz, Hangfire, the SQL transport):
    /// two at once are reported when the bus starts (EDA0223). With several contexts, set it to false for all of them. Say it in the first
    /// <c>UseOutbox</c> call of a context.
    /// </summary>
    public bool Enabled { get; set; } = true;
}
