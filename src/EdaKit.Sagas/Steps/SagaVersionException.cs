using MassTransit;

namespace EdaKit.Sagas.Steps;

/// <summary>
/// A stored instance runs on a version of its flow that this process does not have. The message goes the way of every message that fails, to the
/// error queue, and nothing of the instance is changed.
/// </summary>
public sealed class SagaVersionException : MassTransitException
{
    /// <summary>Reports a version that is not there.</summary>
    /// <param name="message">The fact and the remedy.</param>
    public SagaVersionException(string message)
        : base(message)
    {
    }
}
