namespace EdaKit.Tracing.Explaining.Broker;

/// <summary>What a broker answered, as those ask who judge.</summary>
internal sealed class BrokerView(BrokerAnswer answer)
{
    private readonly Dictionary<string, QueueState> _queues = answer.Queues.ToDictionary(queue => queue.Name);
    private readonly ILookup<string, string> _bindings = answer.Bindings.ToLookup(binding => binding.Exchange, binding => binding.Queue);

    public static string ErrorsOf(string endpoint) => $"{endpoint}_error";

    public static string SkippedOf(string endpoint) => $"{endpoint}_skipped";

    /// <summary>To which exchange a message went; null where that is not known.</summary>
    public static string? ExchangeOf(FlowMessage message) =>
        message.Destination is { Length: > 0 } address ? Uri.UnescapeDataString(Participant.NameIn(address)) : message.Contract;

    /// <summary>A queue; null where there is none.</summary>
    public QueueState? Find(string queue) => _queues.GetValueOrDefault(queue);

    /// <summary>Where an exchange leads.</summary>
    public IReadOnlyList<string> QueuesOf(string exchange) => [.. _bindings[exchange]];
}
