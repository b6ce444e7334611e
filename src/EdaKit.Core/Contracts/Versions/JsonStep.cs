using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdaKit.Contracts.Versions;

/// <summary>A function from one version's JSON to another's.</summary>
internal sealed class JsonStep(ContractDescriptor to, int from, Func<JsonObject, JsonObject> convert) : VersionStep(to.Name, from, to.Version)
{
    public override string Call => $"UpcastJson<{to.MessageType.Name}>(from: {From})";

    public override VersionReading After(VersionReading before)
    {
        var read = before.AsJson;
        return VersionReading.OfJson((wire, options) => Convert(read(wire, options), options));
    }

    private JsonElement Convert(JsonElement json, JsonSerializerOptions options)
    {
        var message = JsonObject.Create(json) ?? throw new JsonException($"A message of '{Contract} v{From}' is no JSON object.");
        var converted = convert(message) ?? throw new InvalidOperationException($"{Call} of '{Contract}' gave null. Return the message.");
        return converted.Deserialize<JsonElement>(options);
    }
}
