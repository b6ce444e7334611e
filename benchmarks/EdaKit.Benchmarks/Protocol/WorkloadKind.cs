namespace EdaKit.Benchmarks.Protocol;

/// <summary>What is done with a subject.</summary>
internal enum WorkloadKind
{
    /// <summary>Writers save a row and publish a message, each again as soon as it may, until all are in the far-end queue.</summary>
    Publish,

    /// <summary>Twenty publishes a second; how long from the commit until the message is at the far end.</summary>
    Latency,

    /// <summary>Messages wait in a queue; each makes a row and a message, until all of those are in the far-end queue.</summary>
    Consume,

    /// <summary>The same, with a consumer that takes up to 200 messages in one transaction.</summary>
    BatchConsume,

    /// <summary>A stored backlog is relayed by a process that starts.</summary>
    Drain,

    /// <summary>Nothing is published; what the process asks of the database all the same.</summary>
    Idle,
}
