namespace EdaKit.Outbox.Telemetry;

/// <summary>What OpenTelemetry, and MassTransit in its own spans, calls a broker.</summary>
internal static class MessagingSystem
{
    /// <param name="scheme">The scheme of the broker's addresses.</param>
    public static string Of(string scheme) => scheme switch
    {
        "rabbitmq" or "rabbitmqs" or "amqp" or "amqps" => "rabbitmq",
        "loopback" => "in-memory",
        _ => scheme,
    };
}
