namespace EdaKit.Cli.Outbox.Records;

/// <summary>URNs of message types as people say them, and as <c>--type</c> takes them.</summary>
internal static class MessageTypes
{
    private const string Prefix = "urn:message:";

    public static string Short(string urn) => urn.StartsWith(Prefix, StringComparison.Ordinal) ? urn[Prefix.Length..] : urn;

    /// <summary>The most specific type, and how many there are besides.</summary>
    public static string Short(IReadOnlyList<string> urns) => urns.Count > 1 ? $"{Short(urns[0])} +{urns.Count - 1}" : Short(urns[0]);
}
