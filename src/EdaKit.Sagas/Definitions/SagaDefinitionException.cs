using MassTransit;

namespace EdaKit.Sagas.Definitions;

/// <summary>The flows of a saga are not what is recorded of them.</summary>
public sealed class SagaDefinitionException : MassTransitException
{
    /// <summary>Reports what differs.</summary>
    /// <param name="message">Each fact with its remedy, a line each.</param>
    public SagaDefinitionException(string message)
        : base(message)
    {
    }
}
