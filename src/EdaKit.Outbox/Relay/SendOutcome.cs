using System.Diagnostics;
using EdaKit.Outbox.Records;

namespace EdaKit.Outbox.Relay;

/// <summary>How sending one record ended.</summary>
internal readonly record struct SendOutcome(OutboxRecord Record, SendResult Result, Exception? Error = null, Activity? Span = null)
{
    /// <summary>Whether the record has done its duty and goes.</summary>
    public bool IsDone => Result is SendResult.Confirmed or SendResult.NobodySubscribes or SendResult.NobodyWaits;
}

/// <summary>What a failure to send lies with.</summary>
internal enum SendResult
{
    /// <summary>The broker has it.</summary>
    Confirmed,

    /// <summary>It was published, and no queue is bound: nobody wants it, which is no fault.</summary>
    NobodySubscribes,

    /// <summary>It is a response, and who asked is gone.</summary>
    NobodyWaits,

    /// <summary>The broker could not be reached or did not answer: every record would have met the same.</summary>
    BrokerUnavailable,

    /// <summary>This record cannot be sent as it is.</summary>
    RecordFailed,

    /// <summary>The relay stops.</summary>
    Stopped,
}
