using System.Text.Json;
using EdaKit.Outbox.News;

namespace EdaKit.Outbox.PostgreSql.Notifications;

/// <summary>The text of a notification: who sends it, and what there is to do. Short names, since PostgreSQL takes less than 8,000 bytes.</summary>
internal static class Notification
{
    /// <summary>PostgreSQL's bound is 8,000 bytes, the last of which ends the text.</summary>
    private const int LongestPayload = 7999;

    /// <summary>The news as text; lanes that do not fit are no longer named.</summary>
    public static string Write(Guid sender, OutboxNews news)
    {
        var all = Serialize(sender, news.OutsideLanes, news.InSomeLanes, news.Lanes);

        return all.Length <= LongestPayload
            ? all
            : Serialize(sender, news.OutsideLanes, inSomeLanes: true, []);
    }

    /// <summary>The news; null where the sender is the reader. What this version cannot read says: look at everything.</summary>
    public static OutboxNews? Read(Guid reader, string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<Payload>(payload) switch
            {
                null => OutboxNews.Everywhere,
                { S: var sender } when sender == reader => null,
                var read => new() { OutsideLanes = read.O, InSomeLanes = read.A, Lanes = read.L ?? [] },
            };
        }
        catch (JsonException)
        {
            return OutboxNews.Everywhere;
        }
    }

    // The serializer escapes everything beyond ASCII, so characters are bytes.
    private static string Serialize(Guid sender, bool outsideLanes, bool inSomeLanes, IReadOnlyCollection<string> lanes) =>
        JsonSerializer.Serialize(new Payload(sender, outsideLanes, inSomeLanes, lanes.Count == 0 ? null : [.. lanes]));

    private sealed record Payload(Guid S, bool O, bool A, string[]? L);
}
