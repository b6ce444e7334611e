using MassTransit;
using Samples.Hosting.Transport;

namespace Retail.Host.Services;

/// <summary>How the shop bears with servers and services that are away for a while.</summary>
internal static class Retries
{
    /// <summary>
    /// About three minutes in short steps, for the embedded shop: somebody who makes a service fail to see what happens does not want
    /// to wait a minute until it is tried again.
    /// </summary>
    private static readonly TimeSpan[] PausesOfAVisitor =
    [
        TimeSpan.FromMilliseconds(50),
        TimeSpan.FromMilliseconds(250),
        TimeSpan.FromSeconds(1),
        .. Enumerable.Repeat(TimeSpan.FromSeconds(2), 90),
    ];

    /// <summary>How often the embedded shop tries a message: once, and once again after each pause.</summary>
    public static int AttemptsOfTheEmbeddedShop => 1 + PausesOfAVisitor.Length;

    /// <summary>What suits a transport.</summary>
    public static Action<IRetryConfigurator> On(IServiceTransport transport) =>
        transport.IsEmbedded ? retry => retry.Intervals(PausesOfAVisitor) : WithFailures;

    /// <summary>
    /// How often a message is tried before it is set aside in its _error queue: quickly at first, for a deadlock or a lost race; then for
    /// about three minutes in all, so that a restart of the database fills no error queue. Meanwhile the message stays unacknowledged:
    /// should this process die, the broker gives it to another.
    /// </summary>
    /// <remarks>
    /// It stands on the bus, which means around the inbox: every attempt gets a fresh transaction. A retry inside the inbox would repeat
    /// effects within one transaction, and EdaKit refuses to start with one.
    /// </remarks>
    private static void WithFailures(IRetryConfigurator retry) => retry.Intervals(
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
}
