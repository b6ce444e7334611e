namespace EdaKit.Testing.Servers;

/// <summary>Reads the addresses that environment variables give.</summary>
internal static class RabbitMqAddress
{
    private const int ManagementAboveBroker = 10_000;
    private const int DefaultPort = 5672;
    private const int DefaultTlsPort = 5671;

    /// <summary>
    /// The address with an <c>amqp</c> scheme, which MassTransit and RabbitMQ.Client both take, with credentials and a port.
    /// </summary>
    public static Uri Parse(string text, string variable)
    {
        string? scheme = Uri.TryCreate(text, UriKind.Absolute, out var given)
            ? given.Scheme switch { "amqp" or "rabbitmq" => "amqp", "amqps" or "rabbitmqs" => "amqps", _ => null }
            : null;
        if (given is null || scheme is null)
            throw new UriFormatException($"'{variable}' is '{text}'; give an address such as 'amqp://guest:guest@127.0.0.1:5672'.");

        int port = given.IsDefaultPort || given.Port < 0 ? (scheme == "amqps" ? DefaultTlsPort : DefaultPort) : given.Port;
        string credentials = given.UserInfo.Length > 0 ? given.UserInfo : "guest:guest";
        return new Uri($"{scheme}://{credentials}@{given.Host}:{port}{given.AbsolutePath}");
    }

    public static (string User, string Password) Credentials(Uri address)
    {
        string[] parts = address.UserInfo.Split(':', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    public static Uri Management(Uri broker, string? given, string variable)
    {
        if (given is null)
            return new UriBuilder("http", broker.Host, broker.Port + ManagementAboveBroker).Uri;
        return Uri.TryCreate(given.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UriFormatException($"'{variable}' is '{given}'; give an address such as 'http://127.0.0.1:15672'.");
    }
}
