namespace EdaKit.Testing.Exploration;

/// <summary>A moment of a run: where the instance is, and which effects stand.</summary>
/// <typeparam name="TState">The state of an instance.</typeparam>
public sealed class ExplorationMoment<TState>
    where TState : class
{
    private readonly IReadOnlyDictionary<string, int> _effects;

    internal ExplorationMoment(TState saga, string state, IReadOnlyDictionary<string, int> effects) => (Saga, State, _effects) = (saga, state, effects);

    /// <summary>The instance.</summary>
    public TState Saga { get; }

    /// <summary>The name of its state.</summary>
    public string State { get; }

    /// <summary>How often an effect stands: 0 where it never happened or was undone, 2 where it happened twice.</summary>
    /// <param name="effect">The effect's name, as the participants have it.</param>
    /// <returns>The number.</returns>
    public int Count(string effect) => _effects.GetValueOrDefault(effect);
}
