using System.Diagnostics;
using EdaKit.Configuration;
using EdaKit.Telemetry;
using EdaKit.Tracing.Registration;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Serialization;

namespace EdaKit.Tracing.Propagation;

/// <summary>Writes the trace to every message on its way out.</summary>
internal sealed class TraceContextObserver(TracingOptions options) : OutgoingObserver, ISendObserver, IPublishObserver
{
    public Task PreSend<T>(SendContext<T> context)
        where T : class
    {
        Complete(context);
        return Task.CompletedTask;
    }

    public Task PostSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        Complete(context);
        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    // A stored message got its trace when it was captured; on its way out it is bytes.
    protected override OutgoingFilter<T>? FilterFor<T>() => typeof(T) != typeof(SerializedMessageBody) ? new TraceContextFilter<T>() : null;

    /// <summary>What filters cannot know: they run before MassTransit begins the activity that sends, and before the sender has said how long to wait.</summary>
    private void Complete<T>(SendContext<T> context)
        where T : class
    {
        if (Activity.Current is { Source.Name: DiagnosticHeaders.DefaultListenerName, Kind: ActivityKind.Producer } sending
            && TraceContext.IsUntouched(context.Headers, sending, isRelayed: typeof(T) == typeof(SerializedMessageBody)))
            context.Headers.Set(TraceHeaders.TraceParent, sending.Id);

        if (options.LinkDelayed && DelayedMessage.Is(context) && !IsRedelivery(context))
            TraceRelation.SetLink(context.Headers);
    }

    // The same message once more, and the same work.
    private static bool IsRedelivery(SendContext context) => context.Headers.TryGetHeader(MessageHeaders.RedeliveryCount, out _);
}
