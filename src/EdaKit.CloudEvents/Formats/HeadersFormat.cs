using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;
using EdaKit.CloudEvents.Attributes;
using MassTransit;

namespace EdaKit.CloudEvents.Formats;

/// <summary>
/// Reads an event from transport headers and a bare body: CloudEvents 1.0.2, "AMQP Protocol Binding", binary mode, on any of MassTransit's transports.
/// </summary>
internal static class HeadersFormat
{
    public const string Prefix = "cloudEvents:";

    /// <summary>Brokers with JMS in their way do not allow a colon.</summary>
    private const string OtherPrefix = "cloudEvents_";

    /// <summary>Whether a message bears an attribute that every event has.</summary>
    public static bool IsEvent(Headers headers) =>
        AttributeNames.Required.Any(name => headers.TryGetHeader(Prefix + name, out _) || headers.TryGetHeader(OtherPrefix + name, out _));

    /// <summary>Finds out which attribute a header is.</summary>
    public static bool TryFindAttribute(string header, [NotNullWhen(true)] out string? name)
    {
        name = header.StartsWith(Prefix, StringComparison.Ordinal) ? header[Prefix.Length..]
            : header.StartsWith(OtherPrefix, StringComparison.Ordinal) ? header[OtherPrefix.Length..]
            : null;
        return name is not null;
    }

    /// <param name="headers">The transport's headers.</param>
    /// <param name="contentType">The message's content type, which is that of the data.</param>
    /// <param name="body">The data.</param>
    /// <exception cref="InvalidCloudEventException">The headers and body are no valid event.</exception>
    public static ReceivedEvent Read(Headers headers, string? contentType, byte[] body)
    {
        var attributes = new AttributeSet();

        foreach (var (header, value) in headers.GetAll())
        {
            if (TryFindAttribute(header, out var name) && !IsContentTypeAgain(name, value, contentType))
                attributes.Add(name, value);
        }

        if (contentType is not null)
            attributes.Add(AttributeNames.DataContentType, contentType);

        var received = attributes.ToEvent();
        return new(received, body.Length == 0 ? EventData.None : EventData.Of(body, received.DataContentType, AttributeNames.Data));
    }

    /// <summary>In this mode the message's content type says it; a header that says the same does no harm.</summary>
    private static bool IsContentTypeAgain(string name, object? value, string? contentType) =>
        name == AttributeNames.DataContentType && contentType is not null
        && (IsSameContentType(value as string, contentType)
            ? true
            : throw new InvalidCloudEventException(name,
                $"attribute '{name}' is '{value}' among the headers, and the message's content type is '{contentType}'.", "Leave the header out."));

    /// <summary>The message's own comes as .NET writes it, whose spaces and quotation marks are not its sender's.</summary>
    private static bool IsSameContentType(string? text, string contentType) =>
        text is not null && MediaType.IsWellFormed(text) && new ContentType(text).Equals(new ContentType(contentType));
}
