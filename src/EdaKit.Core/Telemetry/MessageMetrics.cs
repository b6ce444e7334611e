using System.Diagnostics.Metrics;

namespace EdaKit.Telemetry;

/// <summary>How many messages come of how many: whether events explode. Each instrument carries the contract's name as <c>edakit.contract</c>.</summary>
internal sealed class MessageMetrics
{
    private readonly Counter<long> _published;
    private readonly Histogram<int> _fanOut;

    /// <param name="meters">The host's factory. A container without a host has none, and gets a meter of its own.</param>
    public MessageMetrics(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(TelemetryNames.Core) ?? new Meter(TelemetryNames.Core);

        _published = meter.CreateCounter<long>("edakit.messages.published", "{message}", "Messages of contracts that code published or sent, by whether they began a conversation.");
        _fanOut = meter.CreateHistogram<int>("edakit.consume.published", "{message}", "Messages of contracts that were published or sent while one message was consumed.");
    }

    /// <summary>Whether anybody wants to know what came of a consumed message.</summary>
    public bool CountsFanOut => _fanOut.Enabled;

    public void Published(string contract, bool beginsConversation) => _published.Add(1, Tag(contract), new(TagNames.BeginsConversation, beginsConversation));

    public void Consumed(string contract, int published) => _fanOut.Record(published, Tag(contract));

    private static KeyValuePair<string, object?> Tag(string contract) => new(TagNames.Contract, contract);
}
