using MassTransit;

namespace EdaKit.Outbox.Relay;

/// <summary>
/// Ends the send of a record that the broker refuses. MassTransit takes most refusals for a lost connection and would try again until the time is over; what an
/// observer of the failed try fails with, it passes on.
/// </summary>
internal sealed class RefusalObserver : ISendObserver, IPublishObserver
{
    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Judge(context.Message, exception);

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Judge(context.Message, exception);

    public Task PreSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    private static Task Judge(object message, Exception failure) =>
        message is StoredMessage stored && stored.RefusalIn(failure) is { } refusal ? Task.FromException(refusal) : Task.CompletedTask;
}
