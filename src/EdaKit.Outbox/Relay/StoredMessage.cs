using MassTransit;
using MassTransit.Serialization;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using PublishException = RabbitMQ.Client.Exceptions.PublishException;

namespace EdaKit.Outbox.Relay;

/// <summary>What MassTransit is given in place of a record's message, once for each send. It knows how the tries of that send failed.</summary>
/// <param name="timeout">How long the send may take.</param>
internal sealed class StoredMessage(TimeSpan timeout) : SerializedMessageBody
{
    /// <summary>MassTransit tries again four seconds after a try has failed.</summary>
    private static readonly TimeSpan TimeForTwoTries = TimeSpan.FromSeconds(6);

    private bool _isSuspect = timeout < TimeForTwoTries;

    /// <summary>Judges a try that failed.</summary>
    /// <returns>What the broker has against this message; null where the failure may lie with something else.</returns>
    public RecordRefusedException? RefusalIn(Exception failure) => failure switch
    {
        ConnectionException { InnerException: PublishException { IsReturn: false } } =>
            new("The broker did not accept the message (basic.nack): a queue behind its destination is full and rejects, or has failed."),

        // A channel that is closed over one message takes down all that are on their way through it, so the first time it may have been another one.
        AlreadyClosedException { ShutdownReason: { } reason } when IsRefusal(reason) => IsSuspectedAgain() ? Refusal(reason) : null,

        // What its own destination needs is not as it should be, such as an exchange that exists with other settings.
        OperationInterruptedException { ShutdownReason: { } reason } when IsRefusal(reason) => Refusal(reason),

        _ => null,
    };

    private bool IsSuspectedAgain()
    {
        var was = _isSuspect;
        _isSuspect = true;
        return was;
    }

    // The errors over which AMQP closes a channel and not the connection: access refused, not found, locked, precondition failed.
    private static bool IsRefusal(ShutdownEventArgs reason) => reason.ReplyCode is 403 or 404 or 405 or 406;

    private static RecordRefusedException Refusal(ShutdownEventArgs reason) => new($"The broker refused the message: '{reason.ReplyCode} {reason.ReplyText}'.");
}
