using EdaKit.Identity;

// In the namespace of what it extends, so that it is found without a using.
namespace MassTransit;

/// <summary>Reads what EdaKit adds to a message's identity.</summary>
public static class MessageIdentityExtensions
{
    /// <summary>The id of the message whose handling sent this one.</summary>
    /// <param name="context">A consumed message.</param>
    /// <returns>The id, or null for a message that no message caused, or that was sent without EdaKit.</returns>
    public static Guid? GetCausationId(this MessageContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        return ReadCausationId(context.Headers);
    }

    /// <summary>The same of the headers of a message, also of one that is about to be sent.</summary>
    internal static Guid? ReadCausationId(Headers headers) =>
        headers.TryGetHeader(MessageIdentityHeaders.CausationId, out var value) && Guid.TryParse(value?.ToString(), out var id) ? id : null;
}
