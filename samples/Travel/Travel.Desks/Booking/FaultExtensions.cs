using MassTransit;

namespace Travel.Desks.Booking;

/// <summary>Reads faults of events, which reach everybody who listens for them.</summary>
public static class FaultExtensions
{
    /// <summary>
    /// Whether the fault comes from the endpoint that now consumes it. Several services listen to one event, and a fault says that one of them failed.
    /// </summary>
    public static bool IsOfThisEndpoint<T>(this ConsumeContext<Fault<T>> context)
        where T : class => context.SourceAddress?.AbsolutePath == context.ReceiveContext.InputAddress.AbsolutePath;

    /// <summary>What the last attempt ended with, for people.</summary>
    public static string Reason(this Fault fault) => fault.Exceptions is [var first, ..] ? first.Message : "It failed and did not say why.";
}
