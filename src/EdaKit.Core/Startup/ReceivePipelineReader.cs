using System.Text.Json;
using MassTransit;

namespace EdaKit.Startup;

/// <summary>
/// Reads pipelines out of MassTransit's probe, which is the one public place where the order of the filters can be seen as it will
/// run. A list with one entry appears there as that entry itself.
/// </summary>
internal static class ReceivePipelineReader
{
    public static IReadOnlyList<ReceivePipeline> Read(JsonElement probe)
    {
        var pipelines = new List<ReceivePipeline>();

        foreach (var endpoint in Endpoints(probe))
        {
            var name = Text(endpoint, "name");
            var found = pipelines.Count;

            Walk(endpoint, [], [], (handler, filters, retries) => pipelines.Add(new(name, handler, filters) { Retries = retries }));

            if (pipelines.Count == found)
                pipelines.Add(new(name, "", []));
        }

        return pipelines;
    }

    /// <summary>The names of the types that each endpoint takes from its queue, by the endpoint's name.</summary>
    public static ILookup<string, string> ReadMessageTypes(JsonElement probe) => (
        from endpoint in Endpoints(probe)
        from filter in Filters(endpoint)
        where Text(filter, "filterType") == "deserialize" && filter.TryGetProperty("consumePipe", out _)
        from dispatch in Filters(filter.GetProperty("consumePipe"))
        where Text(dispatch, "filterType") == "dispatchPipe"
        select (Endpoint: Text(endpoint, "name"), MessageType: Text(dispatch, "outputType"))).ToLookup(found => found.Endpoint, found => found.MessageType);

    /// <summary>A message type's name in the probe.</summary>
    public static string NameOf(Type messageType) => TypeCache.GetShortName(typeof(ConsumeContext<>).MakeGenericType(messageType));

    private static List<JsonElement> Filters(JsonElement node) => node.TryGetProperty("filters", out var filters) ? Entries(filters) : [];

    private static List<JsonElement> Endpoints(JsonElement root) =>
        root.TryGetProperty("bus", out var bus) && bus.TryGetProperty("host", out var host) && host.TryGetProperty("receiveEndpoint", out var endpoints)
            ? Entries(endpoints)
            : [];

    private static void Walk(JsonElement node, List<string> outer, List<ReceiveRetry> outerRetries,
        Action<string, IReadOnlyList<string>, IReadOnlyList<ReceiveRetry>> handlerFound)
    {
        var filters = new List<string>(outer);
        var retries = new List<ReceiveRetry>(outerRetries);

        if (node.TryGetProperty("filters", out var inOrder))
        {
            foreach (var filter in Entries(inOrder))
            {
                var name = Text(filter, "filterType");
                filters.Add(name);

                if (ReceiveRetryReader.Read(filter, filters.Count - 1) is { } retry)
                    retries.Add(retry);

                if (name == "saga")
                    handlerFound(SagaName(filter), [.. filters], [.. retries]);
                else
                    Walk(filter, filters, retries, handlerFound);
            }
        }

        foreach (var child in node.EnumerateObject().Where(child => child.Name != "filters"))
        {
            foreach (var entry in Entries(child.Value).Where(entry => entry.ValueKind == JsonValueKind.Object))
            {
                if (child.Name == "consumer" && !IsBatchCollector(entry))
                    handlerFound(Text(entry, "type"), [.. filters], [.. retries]);
                else
                    Walk(entry, filters, retries, handlerFound);
            }
        }
    }

    private static bool IsBatchCollector(JsonElement consumer) =>
        consumer.TryGetProperty("consumerFactory", out var factory) && Text(factory, "source") == "batch";

    private static string SagaName(JsonElement saga) =>
        saga.TryGetProperty("stateMachine", out var machine) ? Text(machine, "instanceType") : Text(saga, "sagaType");

    private static List<JsonElement> Entries(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    private static string Text(JsonElement node, string property) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(property, out var value) ? value.ToString() : "";
}
