using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.LaneConsume;
using MassTransit.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

// In the namespace of what it extends, so that it is found without a using.
namespace MassTransit;

/// <summary>Lets an endpoint consume in lanes.</summary>
public static class LaneConsumeExtensions
{
    /// <summary>How long a stop waits for what is being handled, where MassTransit's options say nothing: as long as a host does.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Has the messages of a lane handled one after the other, in the order in which they stand in the queue, and those of different lanes side
    /// by side. With an inbox on the endpoint, their effects are committed in that order too, also while one process takes over from another.
    /// </summary>
    /// <remarks>
    /// <para>A message's lane is the one in which its sender's outbox kept it (<c>outbox.Lanes</c>). Messages that came without one are handled as they come.</para>
    /// <para>On RabbitMQ the queue gets a single active consumer: of several processes, one handles the endpoint's messages and another takes over
    /// when it goes away. A queue that exists without that argument must be deleted first; until then RabbitMQ refuses it with PRECONDITION_FAILED.
    /// On other transports the order is that in which MassTransit hands messages over.</para>
    /// <para>Messages that wait for their turn count as being handled. With few lanes that are busy, set <c>PrefetchCount</c> and
    /// <c>ConcurrentMessageLimit</c> so high that other lanes still find room.</para>
    /// <para>When the endpoint stops, what is being handled is finished, for at most <c>ConsumerStopTimeout</c> (without it <c>StopTimeout</c>, without that
    /// 30 seconds), and everything else goes back to the broker at once.</para>
    /// <para>While a message is retried (<c>UseMessageRetry</c>), its lane waits. When it is given up it goes to the error queue, and the lane goes on
    /// without it. Where the broker does not take it there, the message is tried again after a pause, from 200 ms to 30 seconds; the log says so
    /// (event 1203). Redelivery is refused at start-up (EDA0224).</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpoint, IConsumerConfigurator&lt;Ledger&gt; consumer, IRegistrationContext context) =>
    ///     endpoint.ConsumeInLanes(context);
    /// </code>
    /// </example>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="context">The registration, as MassTransit hands it to definitions and to the bus's configuration.</param>
    public static void ConsumeInLanes(this IReceiveEndpointConfigurator endpoint, IRegistrationContext context)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(context);

        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbitMq)
            rabbitMq.SingleActiveConsumer = true;

        var logger = context.GetRequiredService<ILoggerFactory>().CreateLogger("EdaKit.Outbox.LaneConsume");
        var time = context.GetService<TimeProvider>() ?? TimeProvider.System;
        var host = context.GetRequiredService<IOptions<MassTransitHostOptions>>().Value;

        var filter = new LaneConsumeFilter(InboxRegistry.NameOf(endpoint.InputAddress), time, logger);
        var observer = new LaneConsumeObserver(filter, host.ConsumerStopTimeout ?? host.StopTimeout ?? LongestStop, time, logger);

        endpoint.ConfigureReceive(receive => receive.AddPipeSpecification(new FilterPipeSpecification<ReceiveContext>(filter)));
        endpoint.ConnectReceiveEndpointObserver(observer);
    }
}
