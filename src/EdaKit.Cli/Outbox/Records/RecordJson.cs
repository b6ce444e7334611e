using System.Text.Json.Serialization;
using EdaKit.Outbox.Operations;

namespace EdaKit.Cli.Outbox.Records;

/// <summary>A page of a list as JSON. A released name keeps its meaning.</summary>
internal sealed class PageJson(RecordPage page)
{
    public IReadOnlyList<RecordJson> Records { get; } = [.. page.Records.Select(record => new RecordJson(record))];
    public Guid? Next { get; } = page.Next;
}

/// <summary>A record as JSON. A released name keeps its meaning.</summary>
internal class RecordJson(RecordSummary record)
{
    public Guid Id { get; } = record.Id;
    public Guid MessageId { get; } = record.MessageId;
    public RecordState State { get; } = record.State;
    public IReadOnlyList<string> MessageTypes { get; } = record.MessageTypes;
    public string Destination { get; } = record.Destination;
    public DateTimeOffset CapturedAt { get; } = record.CapturedAt;
    public DateTimeOffset? AvailableAt { get; } = record.AvailableAt;
    public DateTimeOffset? ParkedAt { get; } = record.ParkedAt;
    public string? Lane { get; } = record.Lane;
    public int Attempts { get; } = record.Attempts;
    public string? LastError { get; } = record.LastError;
}

/// <summary>A record as JSON with all that it carries: what lists show of it, and more behind that.</summary>
internal sealed class RecordDetailsJson(RecordDetails record) : RecordJson(record.Summary)
{
    [JsonPropertyOrder(1)] public string ContentType { get; } = record.ContentType;
    [JsonPropertyOrder(1)] public IReadOnlyDictionary<string, object> Headers { get; } = record.Headers;
    [JsonPropertyOrder(1)] public object Properties { get; } = StoredJson.TryRead(record.Properties) is { } json ? json : record.Properties;
    [JsonPropertyOrder(1)] public BodyJson Body { get; } = new(record.Body);
}

/// <summary>A body as JSON: as it is where it is JSON itself, else in base64.</summary>
internal sealed class BodyJson
{
    public BodyJson(ReadOnlyMemory<byte> body)
    {
        Length = body.Length;
        (Kind, Value) = StoredJson.TryRead(body) is { } json ? ("json", (object)json) : ("base64", Convert.ToBase64String(body.Span));
    }

    public int Length { get; }
    public string Kind { get; }
    public object Value { get; }
}
