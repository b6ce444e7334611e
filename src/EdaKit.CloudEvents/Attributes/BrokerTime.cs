namespace EdaKit.CloudEvents.Attributes;

/// <summary>
/// Times as RabbitMQ's client gives them: in a type of its own, <c>AmqpTimestamp</c>. It is known by its name, since this package stands on no transport, and
/// would otherwise bring that client to those who use another.
/// </summary>
internal static class BrokerTime
{
    private const string TypeName = "RabbitMQ.Client.AmqpTimestamp";
    private const string Seconds = "UnixTime";

    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static bool TryRead(object value, out DateTime time)
    {
        time = default;
        if (value.GetType() is not { FullName: TypeName } type || type.GetField(Seconds)?.GetValue(value) is not long seconds)
            return false;

        if (seconds < First || seconds > Last)
            return false;

        time = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;
        return true;
    }
}
