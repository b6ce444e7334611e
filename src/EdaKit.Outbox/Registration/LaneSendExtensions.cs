using EdaKit.Outbox.Lanes;

// In the namespace of what it extends, so that it is found without a using.
namespace MassTransit;

/// <summary>Says in which lane a message waits.</summary>
public static class LaneSendExtensions
{
    /// <summary>
    /// Lets a message wait in a lane: it is sent after those of the same lane whose transactions were committed before, and before those whose
    /// were committed after. It works whether or not <c>outbox.Lanes.Enabled</c> is set, and wins over the business key. A second call replaces
    /// the first. Without an outbox it has no effect.
    /// </summary>
    /// <example><code>await publish.Publish(new PriceChanged(sku, price), context => context.SetLane(sku));</code></example>
    /// <param name="context">The message to be sent.</param>
    /// <param name="lane">The lane's key, as it is: upper and lower case apart. Beyond 200 characters, what follows goes by a hash.</param>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public static void SetLane(this SendContext context, string lane)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrWhiteSpace(lane);

        context.Headers.Set(LaneKey.Header, lane);
    }

    /// <summary>Lets a message wait in no lane, although its contract has a business key.</summary>
    /// <param name="context">The message to be sent.</param>
    public static void SetNoLane(this SendContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        context.Headers.Set(LaneKey.Header, "");
    }
}
