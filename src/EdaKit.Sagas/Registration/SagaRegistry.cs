using System.Collections.Concurrent;
using EdaKit.Sagas.Steps;

namespace EdaKit.Sagas.Registration;

/// <summary>The state machines that were found while the bus was built.</summary>
internal sealed class SagaRegistry
{
    private readonly ConcurrentDictionary<object, FoundSaga> _found = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyCollection<FoundSaga> All => [.. _found.Values];

    /// <summary>The names of those that are no step sagas, and do not say when an instance has ended.</summary>
    public IReadOnlyCollection<string> PlainNames => [.. All.Where(saga => saga.Flows is null).Select(saga => saga.Name).Distinct()];

    /// <summary>Notes a machine.</summary>
    /// <returns>False where it is known: it is on another endpoint too.</returns>
    public bool Add(object machine, FoundSaga saga) => _found.TryAdd(machine, saga);
}

/// <summary>A state machine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Endpoint">The first endpoint that it is on.</param>
/// <param name="StateType">The type of its instances.</param>
/// <param name="States">The names of its states.</param>
/// <param name="Flows">Its flows, where it is a step saga.</param>
internal sealed record FoundSaga(string Name, string Endpoint, Type StateType, IReadOnlySet<string> States, IReadOnlyList<SagaFlow>? Flows);
