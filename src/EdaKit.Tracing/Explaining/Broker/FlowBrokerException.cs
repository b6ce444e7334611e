namespace EdaKit.Tracing.Explaining.Broker;

/// <summary>A broker cannot be asked. The message says why, and what to do.</summary>
public sealed class FlowBrokerException : IOException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="innerException">What it comes from.</param>
    public FlowBrokerException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
