using EdaKit.CloudEvents;
using EdaKit.CloudEvents.Attributes;
using EdaKit.CloudEvents.Formats;
using EdaKit.CloudEvents.Serialization;
using EdaKit.Contracts.Versions;

// In the namespace of what it extends, so that it is found without a using.
namespace MassTransit;

/// <summary>What a sender says of one event, and what a consumer reads of it.</summary>
public static class CloudEventsContextExtensions
{
    /// <summary>Lets one message leave in another mode than the others.</summary>
    /// <param name="context">The message, in the callback of <c>Publish</c> or <c>Send</c>.</param>
    /// <param name="mode">How it leaves.</param>
    /// <exception cref="InvalidOperationException">The bus does not use CloudEvents.</exception>
    public static void SetCloudEventsMode(this SendContext context, CloudEventsMode mode)
    {
        ArgumentNullException.ThrowIfNull(context);

        var found = context.Serialization.TryGetMessageSerializer(CloudEventsFormats.ContentTypeOf(mode), out var serializer)
            && (mode is CloudEventsMode.None || serializer is StructuredSerializer or HeadersSerializer);
        if (!found)
            throw new InvalidOperationException($"A message is to leave in mode '{mode}', and nothing on this bus writes that. "
                + "Call bus.UseCloudEvents(context), as the last call about serializers.");

        // What leaves as an older version of its contract does so in this mode too.
        context.Serializer = context.Serializer is EmittedSerializer emitted ? emitted.With(serializer!) : serializer!;
    }

    /// <summary>
    /// Gives the event an attribute: an extension, or a <c>subject</c>, <c>time</c> or <c>dataschema</c> in place of that which EdaKit would write. Messages
    /// that do not leave as events bear it as a header <c>cloudEvents:…</c>.
    /// </summary>
    /// <param name="context">The message, in the callback of <c>Publish</c> or <c>Send</c>.</param>
    /// <param name="name">Its name: lower-case letters and digits, at most 20 by the specification's advice.</param>
    /// <param name="value">A <see cref="string"/>, <see cref="int"/> or <see cref="bool"/>.</param>
    /// <exception cref="ArgumentException">The name is malformed, or of an attribute that EdaKit writes; or the value is of another type.</exception>
    public static void SetCloudEventAttribute(this SendContext context, string name, object value)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(name);

        if (!AttributeNames.IsWellFormed(name))
            throw new ArgumentException($"'{name}' is no name of an attribute. Use lower-case letters and digits, and not the name 'data'.", nameof(name));

        if (AttributeNames.Required.Contains(name) || name == AttributeNames.DataContentType)
            throw new ArgumentException($"Attribute '{name}' is written by EdaKit. Set the message id, UseCloudEvents' Source, or the contract instead.",
                nameof(name));

        if (value is not (string or int or bool))
            throw new ArgumentException($"'{value}' cannot be an attribute's value. Give a string, an int or a bool.", nameof(value));

        context.Headers.Set(HeadersFormat.Prefix + name, value, overwrite: true);
    }

    /// <summary>The event that a message came as.</summary>
    /// <param name="context">A consumed message.</param>
    /// <returns>Null for a message that came in another format.</returns>
    public static CloudEvent? GetCloudEvent(this ConsumeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.TryGetPayload<CloudEvent>(out var received) ? received : null;
    }
}
