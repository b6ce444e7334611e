using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Publication;

/// <summary>
/// Contracts as an AsyncAPI 3.0 document: a channel for each contract, which is its exchange, a message for each version, and an operation for each service that
/// sends or receives. Payloads are JSON Schemas of draft-07, as AsyncAPI has them.
/// </summary>
internal static class AsyncApiDocument
{
    private const string Draft07 = "application/schema+json;version=draft-07";

    /// <summary>The document.</summary>
    /// <param name="catalogue">The contracts.</param>
    /// <param name="version">The document's version, for people.</param>
    public static JsonObject Of(Catalogue catalogue, string version) => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = catalogue.Title,
            ["version"] = version,
            ["description"] = "Messages travel in MassTransit's envelope: a payload is the envelope's member 'message', and 'messageType' has the URN that stands in 'x-urn'. "
                + "All versions of a contract share one exchange.",
        },
        ["defaultContentType"] = "application/vnd.masstransit+json",
        ["channels"] = Object(catalogue.Contracts, contract => contract.Name, Channel),
        ["operations"] = Object(catalogue.Contracts.SelectMany(Operations), operation => operation.Name, operation => operation.Body),
        ["components"] = new JsonObject
        {
            ["messages"] = Object(catalogue.Contracts.SelectMany(contract => contract.Versions.Select(one => (Contract: contract, Version: one))), one => one.Version.Id, one => Message(one.Contract, one.Version)),
            ["schemas"] = Object(catalogue.Contracts.SelectMany(contract => contract.Versions), one => one.Id, Schema),
        },
    };

    private static JsonObject Channel(PublishedContract contract)
    {
        var channel = new JsonObject
        {
            ["address"] = contract.Name,
            ["messages"] = Object(contract.Versions, version => $"v{version.Version}", version => Reference($"#/components/messages/{version.Id}")),
            ["bindings"] = new JsonObject
            {
                ["amqp"] = new JsonObject
                {
                    ["is"] = "routingKey",
                    ["exchange"] = new JsonObject { ["name"] = contract.Name, ["type"] = "fanout", ["durable"] = true, ["autoDelete"] = false },
                    ["bindingVersion"] = "0.3.0",
                },
            },
        };

        if (contract.Summary is not null)
            channel.Insert(1, "description", contract.Summary);

        return channel;
    }

    /// <summary>What a service receives, it may receive in every version; what it sends is the newest, unless it pins an older one.</summary>
    private static IEnumerable<(string Name, JsonObject Body)> Operations(PublishedContract contract) =>
        contract.Senders.Select(service => ($"{service}.send.{contract.Name}", Operation("send", service, contract)))
            .Concat(contract.Receivers.Select(service => ($"{service}.receive.{contract.Name}", Operation("receive", service, contract))));

    private static JsonObject Operation(string action, string service, PublishedContract contract) => new()
    {
        ["action"] = action,
        ["channel"] = Reference($"#/channels/{contract.Name}"),
        ["summary"] = $"{service} {action}s {contract.Name}.",
        ["tags"] = new JsonArray(new JsonObject { ["name"] = service }),
        ["messages"] = new JsonArray([.. contract.Versions
            .Where(version => action == "receive" || version == contract.Versions[^1])
            .Select(version => Reference($"#/channels/{contract.Name}/messages/v{version.Version}"))]),
    };

    private static JsonObject Message(PublishedContract contract, PublishedVersion version)
    {
        var message = new JsonObject
        {
            ["name"] = version.Id,
            ["title"] = $"{version.Contract}, version {version.Version}",
            ["payload"] = Reference($"#/components/schemas/{version.Id}"),
            ["x-urn"] = version.Urn,
            ["x-oldest-reader"] = version.OldestReader,
        };

        if (contract.Summary is not null)
            message.Insert(2, "summary", contract.Summary);

        if (contract.BusinessKey is not null)
            message["x-business-key"] = contract.BusinessKey;

        if (version.Deprecation is { } deprecation)
            message["x-deprecated"] = new JsonObject { ["since"] = $"{deprecation.Since:yyyy-MM-dd}", ["until"] = deprecation.Until is { } until ? $"{until:yyyy-MM-dd}" : null, ["instead"] = deprecation.Instead };

        if (version.Samples.Count > 0)
            message["examples"] = new JsonArray([.. version.Samples.Select(sample => new JsonObject { ["name"] = sample.Key, ["payload"] = sample.Value.DeepClone() })]);

        return message;
    }

    private static JsonObject Schema(PublishedVersion version)
    {
        var schema = version.Schema.DeepClone().AsObject();
        Reroot(schema, $"#/components/schemas/{version.Id}/schema");
        return new() { ["schemaFormat"] = Draft07, ["schema"] = schema };
    }

    /// <summary>References lead from the root of a document, which is another one now.</summary>
    private static void Reroot(JsonNode? node, string root)
    {
        if (node is JsonObject schema && schema["$ref"] is JsonValue reference && reference.TryGetValue<string>(out var target))
            schema["$ref"] = $"{root}{target.TrimStart('#')}";

        foreach (var inner in node switch { JsonObject members => members.Select(member => member.Value), JsonArray items => items, _ => [] })
            Reroot(inner, root);
    }

    private static JsonObject Reference(string target) => new() { ["$ref"] = target };

    private static JsonObject Object<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonNode> value) =>
        new(items.Select(item => KeyValuePair.Create<string, JsonNode?>(name(item), value(item))));
}
