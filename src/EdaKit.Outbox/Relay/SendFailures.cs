using System.Net.Sockets;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace EdaKit.Outbox.Relay;

/// <summary>Tells a broker that is gone from a record that cannot be sent, by the exception's type.</summary>
internal static class SendFailures
{
    public static bool IsOutage(Exception exception) => exception switch
    {
        // The broker closes a channel over what one message asks of it, such as an exchange that exists with other settings.
        OperationInterruptedException { ShutdownReason.ReplyCode: >= 400 and < 500 and not 320 } => false,
        OperationInterruptedException or BrokerUnreachableException or AlreadyClosedException or ConnectFailureException => true,
        PublishReturnException => false,
        ConnectionException or TransportUnavailableException or OperationCanceledException or TimeoutException or SocketException or IOException => true,
        AggregateException several => several.InnerExceptions.All(IsOutage),
        { InnerException: { } inner } => IsOutage(inner),
        _ => false,
    };
}
