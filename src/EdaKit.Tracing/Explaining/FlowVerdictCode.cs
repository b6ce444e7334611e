using System.Text.Json.Serialization;

namespace EdaKit.Tracing.Explaining;

/// <summary>What a verdict comes to. A code, once released, keeps its meaning.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FlowVerdictCode>))]
public enum FlowVerdictCode
{
    /// <summary>No journal known here has the business key.</summary>
    UnknownKey,

    /// <summary>All that is known of was handled.</summary>
    Healthy,

    /// <summary>It did happen: it was sent, and everybody known to handle it did.</summary>
    Happened,

    /// <summary>It is still within the time that it normally takes.</summary>
    OnItsWay,

    /// <summary>Nobody has sent it, nor what it would have followed from.</summary>
    NeverSent,

    /// <summary>Who normally sends it has run, and did not.</summary>
    RanWithoutSending,

    /// <summary>It waits in an outbox for longer than normal, or after a failure.</summary>
    InOutbox,

    /// <summary>It is held in its lane behind a message that is parked.</summary>
    HeldInLane,

    /// <summary>It could not be sent, and is set aside for a person.</summary>
    Parked,

    /// <summary>It waits for its time.</summary>
    Scheduled,

    /// <summary>It was sent, and nobody has handled it.</summary>
    NotConsumed,

    /// <summary>It was sent, and came to no queue: none is there, or none is bound. Only where the broker is asked.</summary>
    NotRouted,

    /// <summary>It was sent, and waits in a queue, or is being handled. Only where the broker is asked.</summary>
    InQueue,

    /// <summary>It was sent, and lies in a queue for what could not be handled. Only where the broker is asked.</summary>
    InErrorQueue,

    /// <summary>Who should handle it failed, or keeps failing.</summary>
    ConsumerFailed,

    /// <summary>It came under the id of a message that had been handled, and had no effect.</summary>
    DroppedAsDuplicate,

    /// <summary>It came to an endpoint where nobody reads its version.</summary>
    VersionOutOfReach,

    /// <summary>It had no effect on a saga in the state in which that was.</summary>
    SagaIgnored,

    /// <summary>A saga waits for something else.</summary>
    SagaWaiting,

    /// <summary>A saga is set aside for a person.</summary>
    SagaParked,
}
