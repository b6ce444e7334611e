using System.Net.Sockets;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace EdaKit.Outbox.Relay;

/// <summary>Tells a broker that is gone from a record that cannot be sent, by the exception's type. What the broker refuses, <see cref="StoredMessage"/> has told before.</summary>
internal static class SendFailures
{
    public static bool IsOutage(Exception exception) => exception switch
    {
        OperationInterruptedException or BrokerUnreachableException or ConnectFailureException => true,
        ConnectionException or TransportUnavailableException or OperationCanceledException or TimeoutException or SocketException or IOException => true,
        AggregateException several => several.InnerExceptions.All(IsOutage),
        { InnerException: { } inner } => IsOutage(inner),
        _ => false,
    };
}
