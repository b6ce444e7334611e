using EdaKit.Configuration;
using EdaKit.Identity;
using EdaKit.Tracing.Flow;
using EdaKit.Tracing.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

// In the namespace of MassTransit, whose registration calls it, so that it is found without a using.
namespace MassTransit;

/// <summary>Adds the propagation of traces to EdaKit.</summary>
public static class TracingRegistrationExtensions
{
    /// <summary>
    /// Carries the trace from the sender of a message to all that follows from it, whether or not it is recorded, and whether or not anybody listens.
    /// </summary>
    /// <remarks>
    /// <para>In order, this adds: to each message that is published or sent, W3C's <c>traceparent</c>, <c>tracestate</c> and <c>baggage</c> beside MassTransit's
    /// own headers, at the moment of the publish, and so with an outbox at the moment of capture; to the activity in which a message is handled, the sender's
    /// <c>tracestate</c> and baggage, and a link to the trace of a sender that is not MassTransit, or, where nobody records, an activity that nobody records;
    /// the <see cref="MessageFlow"/> of the message that is handled; a log scope with its ids.</para>
    /// <para>Headers that the application sets itself stay. What comes with a delay is handled in a trace of its own, linked to the one in which it was sent.</para>
    /// <para>A second call goes on with the options of the first.</para>
    /// </remarks>
    /// <param name="builder">EdaKit's registration.</param>
    /// <param name="configure">Sets options, where the defaults do not fit.</param>
    /// <returns>The same registration.</returns>
    public static EdaKitBuilder UseTracing(this EdaKitBuilder builder, Action<TracingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var services = builder.Services;
        var options = services.Select(service => service.ImplementationInstance).OfType<TracingOptions>().FirstOrDefault();

        if (options is null)
        {
            services.AddSingleton(options = new());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IBusExtension, TracingBusExtension>());
            services.TryAddTransient<MessageFlowHandler>();
        }

        configure?.Invoke(options);
        return builder;
    }
}
