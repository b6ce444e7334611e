using System.Globalization;
using System.Text.Json;
using EdaKit.Cli.Terminal;
using EdaKit.Outbox.Operations;

namespace EdaKit.Cli.Outbox.Records;

/// <summary>One record with all that it carries, for people.</summary>
internal static class RecordSheet
{
    public static void Write(RecordDetails record, DateTimeOffset now)
    {
        Sheet.Write(Facts(record, now));
        Section("headers");
        Sheet.Write(record.Headers.Count == 0 ? [("-", "")] : record.Headers.Select(header => (header.Key, (string?)Text(header.Value))));
        Section("properties");
        WriteLines(Printable.Lines(StoredJson.TryReadWithout("headers", record.Properties) is { } rest ? StoredJson.Pretty(rest) : record.Properties));
        Section($"body, {record.Body.Length:N0} bytes");
        WriteLines(StoredJson.TryRead(record.Body) is { } json ? Printable.Lines(StoredJson.Pretty(json)) : HexDump.Lines(record.Body));
    }

    private static IEnumerable<(string Name, string? Value)> Facts(RecordDetails record, DateTimeOffset now) =>
    [
        ("id", $"{record.Summary.Id}"),
        ("message id", $"{record.Summary.MessageId}"),
        ("state", States.Text(record.Summary.State)),
        ("types", string.Join('\n', record.Summary.MessageTypes.Select(MessageTypes.Short))),
        ("destination", record.Summary.Destination),
        ("lane", record.Summary.Lane),
        ("captured", Times.Text(record.Summary.CapturedAt, now)),
        (record.Summary.State == RecordState.Leased ? "leased until" : "available", Times.Text(record.Summary.AvailableAt, now)),
        ("parked", Times.Text(record.Summary.ParkedAt, now)),
        ("attempts", $"{record.Summary.Attempts}"),
        ("content type", record.ContentType),
        ("last error", record.Summary.LastError),
    ];

    private static string Text(object header) => header switch
    {
        string text => text,
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(header, header.GetType()),
    };

    private static void Section(string title)
    {
        Console.Out.WriteLine();
        Console.Out.WriteLine($"{title}:");
    }

    private static void WriteLines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.Out.WriteLine(line);
    }
}
