using System.Text.Json;
using EdaKit.CloudEvents.Attributes;
using EdaKit.CloudEvents.Mapping;
using EdaKit.CloudEvents.Serialization;
using EdaKit.Startup;

namespace EdaKit.CloudEvents.Registration;

/// <summary>What must hold of CloudEvents before a bus may start.</summary>
/// <param name="options">What is written.</param>
/// <param name="call">The call that said so.</param>
internal sealed class CloudEventsRules(CloudEventsOptions options, string call) : IStartupRule
{
    public CloudEventsOptions Options => options;

    public string Call => call;

    public IEnumerable<ConfigurationFault> Check(StartupContext context)
    {
        if (options.EffectiveSource is null && options.Writes)
            yield return new("EDA0401",
                $"{call} is to write CloudEvents and has no source. Set Source to a URI or path that names this service, such as '/orders'.");

        if (options.Source is { } source && (source.Length == 0 || !UriReference.IsWellFormed(source)))
            yield return new("EDA0402",
                $"{call} has the source '{source}', which is no URI reference. Write it like 'https://shop.example/orders' or '/orders'.");

        if (options.DataSchema is { } schema && !DataSchemaTemplate.IsWellFormed(schema))
            yield return new("EDA0403", $"{call} has the data schema '{schema}', which makes no absolute URI. "
                + "Write it like 'https://shop.example/contracts/{name}/v{version}.json'.");

        foreach (var missing in CloudEventsFormats.Read.Except(ReadOnTheBus(context)))
            yield return new("EDA0404",
                $"CloudEvents are to be read, and something else reads '{missing}'. Call bus.UseCloudEvents(context) after UseRawJsonSerializer, "
                + "UseRawJsonDeserializer and UseNewtonsoftJsonSerializer, or take those away.");
    }

    /// <summary>The content types for which every endpoint asks EdaKit, as MassTransit's probe has it.</summary>
    private static IEnumerable<string> ReadOnTheBus(StartupContext context)
    {
        var endpoints = Serializers(context.Probe).Select(serializers => ContentTypes(serializers).ToList()).ToList();
        return CloudEventsFormats.Read.Where(type => endpoints.TrueForAll(types => types.Contains(type, StringComparer.OrdinalIgnoreCase)));
    }

    private static IEnumerable<JsonElement> Serializers(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(child => child.Name == "serializers" ? [child.Value] : Serializers(child.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Serializers),
        _ => [],
    };

    private static IEnumerable<string> ContentTypes(JsonElement serializers)
    {
        if (!serializers.TryGetProperty(CloudEventsDeserializer.ProbeName, out var own))
            return [];

        return (own.ValueKind == JsonValueKind.Array ? own.EnumerateArray().ToArray() : [own]).Select(entry => entry.GetProperty("contentType").GetString()!);
    }
}
