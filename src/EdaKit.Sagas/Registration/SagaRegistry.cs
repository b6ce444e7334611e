using System.Collections.Concurrent;
using EdaKit.Sagas.Steps;
using Microsoft.EntityFrameworkCore;

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
internal sealed record FoundSaga(string Name, string Endpoint, Type StateType, IReadOnlySet<string> States, IReadOnlyList<SagaFlow>? Flows)
{
    /// <summary>The property of instances that holds the name of their state.</summary>
    public const string StateProperty = "CurrentState";

    /// <summary>Whether a context keeps its instances, and the name of their state. A plain state machine may keep its state in any property, as a number too.</summary>
    public bool IsReadableIn(DbContext context) =>
        context.Model.FindEntityType(StateType) is { } entity && (Flows is not null || entity.FindProperty(StateProperty)?.ClrType == typeof(string));
}
