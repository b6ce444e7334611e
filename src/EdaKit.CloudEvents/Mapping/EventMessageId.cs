using System.Globalization;
using EdaKit.Contracts;

namespace EdaKit.CloudEvents.Mapping;

/// <summary>The message id of an event.</summary>
internal static class EventMessageId
{
    /// <summary>
    /// The id itself where it is a <see cref="Guid"/>, as those are that EdaKit writes. Others name an event only together with its source, so both make a
    /// name-based id, the same in every process: an inbox tells by it that the event came before. The source's length stands in front, since any character that could
    /// stand between them may be in both.
    /// </summary>
    public static Guid Of(CloudEvent received) =>
        Guid.TryParseExact(received.Id, "D", out var id) ? id : BusinessKeyId.From(string.Create(CultureInfo.InvariantCulture, $"{received.Source.Length}:{received.Source}"), received.Id);
}
