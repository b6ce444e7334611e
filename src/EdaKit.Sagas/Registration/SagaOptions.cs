using EdaKit.Sagas.Repository;

namespace EdaKit.Sagas.Registration;

/// <summary>How sagas are kept. Values out of range are reported when the bus starts (EDA0508).</summary>
public sealed class SagaOptions
{
    /// <summary>What keeps two messages for one instance apart. Default: <see cref="SagaConcurrency.Pessimistic"/>.</summary>
    public SagaConcurrency Concurrency { get; set; } = SagaConcurrency.Pessimistic;

    /// <summary>
    /// Whether each instance's timeline is stored: a row for each message, command, state and decision, in the transaction in which it happened. Default: true.
    /// </summary>
    public bool Timeline { get; set; } = true;

    /// <summary>
    /// Whether a host refuses to start while stored instances are in states, or on versions of a flow, that its sagas do not know (EDA0512): they would not go on in
    /// it. Default: false, so that a rollback always starts; with true, one that takes a version of a flow away does not. What cannot be read, because the database is away or a
    /// table is missing, is logged, and the host starts.
    /// </summary>
    /// <remarks>It is looked at once, before the host starts any of its services. A bus that is started without a host, as in MassTransit's test harness, is not kept from it.</remarks>
    public bool RefuseUnknownStates { get; set; }

    /// <summary>
    /// How long ended instances of step sagas stay, with their timelines, so that late answers find them; of the timelines of
    /// plain state machines, which do not say when they have ended, older entries go. Default: 7 days. From 1 minute to 10 years. It should
    /// be longer than a message can be late: retry, redelivery and what a person resends from an error queue.
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// By how much an instance's timer must be overdue to be taken for lost; the instance is then woken without it, at the next cleaning. Default: 2 minutes.
    /// From 1 second to 1 day.
    /// </summary>
    public TimeSpan OverdueAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often what has outlived its retention is removed, and lost timers are looked for, by one process at a time. Default: 5 minutes. From 1 second to 1 day.</summary>
    public TimeSpan CleaningInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many instances one statement removes, or finds to be woken, at most. Default: 500. From 1 to 10,000.</summary>
    public int CleaningBatchSize { get; set; } = 500;
}
