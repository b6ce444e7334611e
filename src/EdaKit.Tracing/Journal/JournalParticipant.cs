namespace EdaKit.Tracing.Journal;

/// <summary>Who handles a message, in the form that the inbox gives: endpoint, consumer, message.</summary>
internal static class JournalParticipant
{
    public static string Of(string endpoint, string consumerType, string? contract) => $"{endpoint}/{SimpleName(consumerType)}/{contract}";

    public static string EndpointOf(Uri address) => address.AbsolutePath.Split('/')[^1];

    /// <summary>A type's name without its namespace, as MassTransit writes it.</summary>
    public static string SimpleName(string consumerType)
    {
        var name = consumerType.Split('<')[0];
        return consumerType[(name.LastIndexOf('.') + 1)..];
    }

    /// <summary>Whether a consumer's name is that of an inbox, which has this form already.</summary>
    public static bool IsInbox(string consumerType) => consumerType.Contains('/', StringComparison.Ordinal);
}
