using EdaKit.Outbox.Registration;

namespace Samples.Hosting.Transport;

/// <summary>How a sample bears with a broker that is away for a while.</summary>
internal static class Patience
{
    /// <summary>
    /// How the relay bears with the broker. A process that is killed leaves the messages that it was sending to the next relay, when its
    /// lease is over. EdaKit's own minute suits production; somebody who kills a service to see what happens likes to see it sooner.
    /// </summary>
    public static void WithTheBroker(OutboxOptions outbox)
    {
        outbox.Relay.SendTimeout = TimeSpan.FromSeconds(5);
        outbox.Relay.Lease = TimeSpan.FromSeconds(15);
        outbox.Relay.MaxBackOff = TimeSpan.FromSeconds(5);
    }
}
