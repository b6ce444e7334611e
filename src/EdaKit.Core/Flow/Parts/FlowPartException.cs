using MassTransit;

namespace EdaKit.Flow.Parts;

/// <summary>A file is no part of a flow, or a service is not what is recorded of it.</summary>
public sealed class FlowPartException : MassTransitException
{
    /// <summary>Reports it.</summary>
    /// <param name="message">The fact with its remedy.</param>
    /// <param name="inner">What led to it; null where nothing did.</param>
    public FlowPartException(string message, Exception? inner = null)
        : base(message, inner!)
    {
    }
}
