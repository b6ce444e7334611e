using System.Net.Mime;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Sdk = CloudNative.CloudEvents;

namespace EdaKit.CloudEvents.Tests.Support;

/// <summary>Events as the CloudEvents project's own library reads and writes them.</summary>
internal static class IndependentReader
{
    private static readonly JsonEventFormatter Formatter = new();

    public static Sdk.CloudEvent Read(Wire.Message message) =>
        message.ContentType.MediaType == "application/json"
            ? ReadHeaders(message.Attributes, message.ContentType.ToString(), message.Body)
            : ReadStructured(message.Body);

    public static Sdk.CloudEvent ReadStructured(byte[] body, string contentType = "application/cloudevents+json") =>
        Formatter.DecodeStructuredModeMessage(body, new ContentType(contentType), null);

    public static Sdk.CloudEvent ReadHeaders(IReadOnlyDictionary<string, string> attributes, string contentType, byte[] body)
    {
        Assert.Equal("1.0", attributes["specversion"]);

        var read = new Sdk.CloudEvent(CloudEventsSpecVersion.V1_0) { DataContentType = contentType };
        foreach (var (name, value) in attributes.Where(attribute => attribute.Key != "specversion"))
            read.SetAttributeFromString(name, value);

        Formatter.DecodeBinaryModeEventData(body, read);
        return read.Validate();
    }

    public static byte[] WriteStructured(Sdk.CloudEvent written) => Formatter.EncodeStructuredModeMessage(written, out _).ToArray();

    public static (Dictionary<string, object> Headers, byte[] Body) WriteHeaders(Sdk.CloudEvent written, string prefix)
    {
        var headers = written.GetPopulatedAttributes().Where(attribute => attribute.Key.Name != "datacontenttype")
            .ToDictionary(attribute => prefix + attribute.Key.Name, attribute => (object)attribute.Key.Format(attribute.Value));
        headers[prefix + "specversion"] = written.SpecVersion.VersionId;

        return (headers, Formatter.EncodeBinaryModeEventData(written).ToArray());
    }

    public static JsonElement DataOf(Sdk.CloudEvent read) => Assert.IsType<JsonElement>(read.Data);
}
