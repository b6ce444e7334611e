using EdaKit.Flow.Parts;

namespace EdaKit.Tracing.Explaining;

/// <summary>How far an explainer looks, and when it takes something for late.</summary>
public sealed class ExplainOptions
{
    /// <summary>
    /// Up to which age a message that was sent and has not been handled is still on its way, even where such messages are handled faster. Where they normally take
    /// longer, that counts. Default: 30 seconds.
    /// </summary>
    public TimeSpan LeastPatience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Up to which age a message that waits in an outbox, without an error and without a relay that is sending it, is still on its way. Default: 5 seconds.</summary>
    public TimeSpan OutboxPatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many flows of a key are looked at, the newest: at least 1. Default: 100.</summary>
    public int MostFlows { get; set; } = 100;

    /// <summary>How many entries of these flows are read of each source: at least 1. Beyond that the answer says that it is cut. Default: 10,000.</summary>
    public int MostEntries { get; set; } = 10_000;

    /// <summary>From how many of the newest entries of each source is learned who publishes what, and how long it takes: at least 1. Default: 10,000.</summary>
    public int LearnFrom { get; set; } = 10_000;

    /// <summary>
    /// What services declare, so that it is known too who publishes or listens to what no journal has ever seen, and what is published only under a condition. Default: nothing, and all is
    /// learned from the journals.
    /// </summary>
    public IReadOnlyList<FlowPart> Parts { get; set; } = [];
}
