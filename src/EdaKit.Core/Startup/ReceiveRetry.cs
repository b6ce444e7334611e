namespace EdaKit.Startup;

/// <summary>How often a filter repeats a message that fails, and for how long.</summary>
/// <param name="Position">The filter's place in <see cref="ReceivePipeline.Filters"/>.</param>
/// <param name="IsRedelivery">Whether the message goes back to its queue in between, so that each repetition is a delivery of its own.</param>
/// <param name="Limit">How many repetitions at most.</param>
/// <param name="Total">How long all pauses take together at the longest.</param>
public sealed record ReceiveRetry(int Position, bool IsRedelivery, int Limit, TimeSpan Total);
