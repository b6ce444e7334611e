using MassTransit;

namespace EdaKit.Testing.Exploration;

/// <summary>Tries a saga in every order of events.</summary>
public static class SagaExplorer
{
    /// <summary>Prepares a search through the runs of one instance.</summary>
    /// <typeparam name="TState">The state of an instance. It must survive being written to JSON and read again.</typeparam>
    /// <param name="machine">The machine itself. Nothing is replaced in it; there is no bus and no database, and time is virtual.</param>
    /// <returns>The search, to be described.</returns>
    public static SagaExploration<TState> Of<TState>(MassTransitStateMachine<TState> machine)
        where TState : class, SagaStateMachineInstance, new()
    {
        ArgumentNullException.ThrowIfNull(machine);

        return new(machine);
    }
}
