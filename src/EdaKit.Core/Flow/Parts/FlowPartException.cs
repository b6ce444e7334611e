using MassTransit;

namespace EdaKit.Flow.Parts;

/// <summary>A file is no part of a flow.</summary>
public sealed class FlowPartException : MassTransitException
{
    internal FlowPartException(string message, Exception? inner = null)
        : base(message, inner!)
    {
    }
}
