using System.Text.Json;
using EdaKit.Outbox.Records;

namespace EdaKit.Outbox.Lanes;

/// <summary>
/// A record that cannot be sent where it belongs, on its way to where such records go. Its body stays as it is, so what is said about it are
/// headers of the transport.
/// </summary>
internal static class Diversion
{
    /// <summary>The header that says where a diverted message should have gone.</summary>
    public const string FromHeader = "EdaKit-Diverted-From";

    /// <summary>The header that says why it could not.</summary>
    public const string ReasonHeader = "EdaKit-Diverted-Reason";

    /// <exception cref="JsonException">The record's properties cannot be read.</exception>
    public static OutboxRecord Of(OutboxRecord record, Uri divertTo, string reason)
    {
        var properties = record.Written ?? RecordProperties.FromJson(record.Properties);
        var headers = new Dictionary<string, JsonElement>(properties.Headers ?? [])
        {
            [FromHeader] = JsonSerializer.SerializeToElement(record.Destination),
            [ReasonHeader] = JsonSerializer.SerializeToElement(reason),
        };

        return new()
        {
            Id = record.Id,
            MessageId = record.MessageId,
            Destination = divertTo.ToString(),
            MessageTypes = record.MessageTypes,
            ContentType = record.ContentType,
            Body = record.Body,
            Properties = record.Properties,
            CapturedAt = record.CapturedAt,
            Attempts = record.Attempts,
            Lane = record.Lane,
            Position = record.Position,
            Written = properties.DivertedWith(headers),
        };
    }
}
