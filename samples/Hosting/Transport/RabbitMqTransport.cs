using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Samples.Hosting.Transport;

/// <summary>RabbitMQ, for services in processes of their own.</summary>
internal sealed class RabbitMqTransport : IServiceTransport
{
    /// <summary>
    /// Messages that the broker hands to an endpoint before the first is acknowledged. Enough to keep a consumer busy across the
    /// network, few enough that another process can take its share; a message that is being retried holds one of these places.
    /// </summary>
    private const int Prefetch = 16;

    private readonly Uri _address;

    private RabbitMqTransport(Uri address) => _address = address;

    public string Description => $"RabbitMQ at {_address.Host}:{PortOf(_address)}, virtual host '{VirtualHostOf(_address)}'";

    /// <summary>Opens one connection, so that a wrong address or password is reported before anything starts.</summary>
    /// <exception cref="OperatorException">The broker cannot be reached, or refuses.</exception>
    public static async Task<RabbitMqTransport> Connect(Uri address, CancellationToken cancellationToken)
    {
        var transport = new RabbitMqTransport(address);
        var (user, password) = CredentialsOf(address);
        var factory = new ConnectionFactory
        {
            HostName = address.Host,
            Port = PortOf(address),
            VirtualHost = VirtualHostOf(address),
            UserName = user,
            Password = password,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(10),
            Ssl = { Enabled = IsEncrypted(address), ServerName = address.Host },
        };
        try
        {
            await using var connection = await factory.CreateConnectionAsync("EdaKit sample: start-up check", cancellationToken);
            return transport;
        }
        catch (Exception fault) when (fault is BrokerUnreachableException or OperationInterruptedException)
        {
            throw new OperatorException($"""
                {transport.Description}, user '{user}', does not let us in:
                  {(fault.InnerException ?? fault).Message}
                Start the broker, or correct {ServerSettings.RabbitMqVariable}.
                """, fault);
        }
    }

    public bool IsEmbedded => false;

    public void Configure(IBusRegistrationConfigurator bus, Action<IBusFactoryConfigurator, IBusRegistrationContext> configureSample) =>
        bus.UsingRabbitMq((context, configure) =>
        {
            configure.Host(_address.Host, (ushort)PortOf(_address), VirtualHostOf(_address), host =>
            {
                var (user, password) = CredentialsOf(_address);
                host.Username(user);
                host.Password(password);
                if (IsEncrypted(_address))
                    host.UseSsl(ssl => ssl.ServerName = _address.Host);
            });
            configure.PrefetchCount = Prefetch;
            configureSample(configure, context);
            configure.ConfigureEndpoints(context);
        });

    private static bool IsEncrypted(Uri address) => address.Scheme is "amqps" or "rabbitmqs";

    private static int PortOf(Uri address) => address.Port > 0 ? address.Port : IsEncrypted(address) ? 5671 : 5672;

    private static string VirtualHostOf(Uri address) =>
        address.AbsolutePath is "" or "/" ? "/" : Uri.UnescapeDataString(address.AbsolutePath[1..]);

    private static (string User, string Password) CredentialsOf(Uri address)
    {
        var parts = address.UserInfo.Split(':', 2);
        return parts is [{ Length: > 0 } user, var password]
            ? (Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
            : ("guest", "guest");
    }
}
