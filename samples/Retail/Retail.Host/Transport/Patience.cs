using EdaKit.Outbox.Registration;
using MassTransit;

namespace Retail.Host.Transport;

/// <summary>How the shop bears with servers and services that are away for a while.</summary>
internal static class Patience
{
    /// <summary>
    /// How often a message is tried before it is set aside in its _error queue: quickly at first, for a deadlock or a lost race; then for
    /// about three minutes in all, so that a restart of the database fills no error queue. Meanwhile the message stays unacknowledged:
    /// should this process die, the broker gives it to another.
    /// </summary>
    /// <remarks>
    /// It stands on the bus, which means around the inbox: every attempt gets a fresh transaction. A retry inside the inbox would repeat
    /// effects within one transaction, and EdaKit refuses to start with one.
    /// </remarks>
    public static void WithFailures(IRetryConfigurator retry) => retry.Intervals(
        TimeSpan.FromMilliseconds(50),
        TimeSpan.FromMilliseconds(250),
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(3),
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromSeconds(60),
        TimeSpan.FromSeconds(60));

    /// <summary>
    /// The same three minutes in short steps, for the embedded shop: somebody who makes a service fail to see what happens does not want
    /// to wait a minute until it is tried again.
    /// </summary>
    public static void OfAVisitor(IRetryConfigurator retry) => retry.Intervals(
    [
        TimeSpan.FromMilliseconds(50),
        TimeSpan.FromMilliseconds(250),
        TimeSpan.FromSeconds(1),
        .. Enumerable.Repeat(TimeSpan.FromSeconds(2), 90),
    ]);

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
