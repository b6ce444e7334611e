using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining.Broker;

/// <summary>Asks a broker of the messages that were sent and that somebody may not have handled.</summary>
internal static class BrokerInquiry
{
    /// <summary>Of how many messages at most, the newest: a broker answers for one queue at a time.</summary>
    private const int Most = 50;

    /// <returns>The case with what the broker holds, and why it could not be asked, if it could not.</returns>
    public static async Task<(FlowCase Flow, string? Error)> AskAsync(IFlowBroker? broker, FlowCase flow, CancellationToken cancellationToken)
    {
        if (broker is null || Of(flow) is not { Exchanges.Count: > 0 } question)
            return (flow, null);

        try
        {
            return (flow with { Broker = new(await broker.AskAsync(question, cancellationToken)) }, null);
        }
        catch (FlowBrokerException error)
        {
            return (flow, error.Message);
        }
    }

    private static BrokerQuestion Of(FlowCase flow)
    {
        var open = flow.Messages.Where(message => message.Stored is null).Select(message => (Message: message, Expected: flow.ExpectedOf(message))).Where(one => IsOpen(one.Message, one.Expected))
            .Reverse().Take(Most).ToList();
        var endpoints = open.SelectMany(one => one.Expected).Select(one => Participant.Of(one.Participant).Endpoint).Where(endpoint => endpoint.Length > 0).Distinct();

        return new()
        {
            Exchanges = [.. open.Select(one => BrokerView.ExchangeOf(one.Message)).OfType<string>().Distinct()],
            Queues = [.. endpoints.SelectMany(endpoint => new[] { endpoint, BrokerView.ErrorsOf(endpoint), BrokerView.SkippedOf(endpoint) })],
        };
    }

    private static bool IsOpen(FlowMessage message, IReadOnlyList<(string Participant, string Service)> expected) => expected.Count > 0
        ? expected.Any(one => !message.Fates.Any(fate => fate.Kind == JournalKind.Consumed && fate.Participant == one.Participant))
        : message.Fates.Count == 0;
}
