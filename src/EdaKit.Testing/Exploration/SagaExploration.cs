using System.Text.Json;
using MassTransit;

namespace EdaKit.Testing.Exploration;

/// <summary>
/// A search through every run of a saga that a budget allows: messages in any order, twice, late; answers, refusals, faults and crashes of its participants;
/// timers before or after the answers; a person who resumes. It goes breadth first, so that what it finds is the shortest run, and finds the same each time.
/// </summary>
/// <remarks>
/// A handler is atomic here, as it is behind an inbox: a process that dies in one has done nothing, and the message comes again. One that dies after its commit
/// is a crash where its answer was not sent (<see cref="ExplorationBudget.Crashes"/>), and a duplicate where only the acknowledgement is missing.
/// </remarks>
/// <typeparam name="TState">The state of an instance.</typeparam>
public sealed class SagaExploration<TState>
    where TState : class, SagaStateMachineInstance, new()
{
    private readonly MassTransitStateMachine<TState> _machine;
    private readonly List<ParticipantBuilder> _participants = [];
    private readonly List<(string Name, Func<ExplorationMoment<TState>, bool> Holds)> _invariants = [];
    private readonly List<(string Name, Func<ExplorationMoment<TState>, bool> Holds)> _always = [];
    private ExplorationBudget _budget = new();
    private (Type Type, object Message)? _start;
    private bool _mayThrow;

    internal SagaExploration(MassTransitStateMachine<TState> machine) => _machine = machine;

    /// <summary>The message that begins the instance.</summary>
    /// <typeparam name="TStart">Its type.</typeparam>
    /// <param name="start">The message.</param>
    /// <returns>The same search.</returns>
    public SagaExploration<TState> Begin<TStart>(TStart start)
        where TStart : class
    {
        ArgumentNullException.ThrowIfNull(start);

        _start = (typeof(TStart), start);
        return this;
    }

    /// <summary>Adds a participant.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="describe">Says what it does.</param>
    /// <returns>The same search.</returns>
    /// <exception cref="ArgumentException">The name is empty, or another participant has it.</exception>
    public SagaExploration<TState> Participant(string name, Action<ParticipantBuilder> describe)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(describe);

        if (_participants.Exists(known => known.Name == name))
            throw new ArgumentException($"There is a participant '{name}' already. Describe both in one call of Participant, or give one of them another name.", nameof(name));

        var participant = new ParticipantBuilder(name);
        describe(participant);
        _participants.Add(participant);
        return this;
    }

    /// <summary>Adds what must hold when a run has ended. That it ends at all, in Completed, Compensated or Parked, is checked always.</summary>
    /// <param name="name">What holds, in words: <c>a charged trip has its flight</c>.</param>
    /// <param name="holds">The condition.</param>
    /// <returns>The same search.</returns>
    public SagaExploration<TState> Invariant(string name, Func<ExplorationMoment<TState>, bool> holds)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(holds);

        _invariants.Add((name, holds));
        return this;
    }

    /// <summary>Adds what must hold at every moment, also while compensations are under way.</summary>
    /// <param name="name">What holds, in words: <c>no hotel without a flight</c>.</param>
    /// <param name="holds">The condition.</param>
    /// <returns>The same search.</returns>
    public SagaExploration<TState> Always(string name, Func<ExplorationMoment<TState>, bool> holds)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(holds);

        _always.Add((name, holds));
        return this;
    }

    /// <summary>
    /// Lets the machine throw: the message then goes to the error queue and is lost to the instance, and a fault is published, as after the last retry.
    /// Default: an exception of the machine is something that does not hold.
    /// </summary>
    /// <returns>The same search.</returns>
    public SagaExploration<TState> MachineMayThrow()
    {
        _mayThrow = true;
        return this;
    }

    /// <summary>How much may go wrong, and how far to search.</summary>
    /// <param name="budget">The budget.</param>
    /// <returns>The same search.</returns>
    public SagaExploration<TState> Budget(ExplorationBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);

        _budget = budget;
        return this;
    }

    /// <summary>Searches until something does not hold, every run was seen, or the number of states is used up.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="InvalidOperationException">No start was given, or one that the machine does not handle.</exception>
    /// <exception cref="NotSupportedException">The machine calls something of MassTransit that the search cannot follow, such as <c>Defer</c>. The message names it and what to use.</exception>
    public async Task<ExplorationResult> RunAsync(CancellationToken cancellationToken = default)
    {
        if (_start is not { } start)
            throw new InvalidOperationException("The search has no message to begin with. Call Begin(…).");

        var driver = new MachineDriver<TState>(_machine, _participants);
        var moves = new Moves<TState>(driver, _budget);

        if (!driver.Listeners.IsSaga(start.Type))
            throw new InvalidOperationException($"The search begins with '{start.Type.Name}', which '{_machine.GetType().Name}' has no event for. Give Begin the message that starts an instance.");

        var seen = new HashSet<UInt128>();
        var queue = new Queue<(World World, Trace? Trace)>();
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        var transitions = 0L;

        var first = new World { Saga = JsonSerializer.Serialize(new TState()), Messages = [.. driver.Listeners.CopiesOf(start.Type, start.Message, "start")] };
        driver.Given.Learn(first.Contents(), first.Contents());
        seen.Add(first.Key(driver.Given));
        queue.Enqueue((first, null));

        while (queue.TryDequeue(out var node))
        {
            cancellationToken.ThrowIfCancellationRequested();

            // 1. Does everything hold, and did the run end?
            if (node.Trace?.Error is { } error)
                return Result(isComplete: false, $"the saga throws {error}", node.Trace);

            if (await ViolationAsync(driver, node.World, ends) is { } violation)
                return Result(isComplete: false, violation, node.Trace);

            // 2. What can happen next?
            await foreach (var move in moves.AfterAsync(node.World))
            {
                transitions++;
                var thrown = _mayThrow || move.Error is null ? null : Move.Describe(move.Error);

                // What was thrown is no part of a world, and is not to be taken for a world that was seen before.
                if (!seen.Add(move.World.Key(driver.Given)) && thrown is null)
                    continue;

                if (seen.Count > _budget.States)
                    return Result(isComplete: false, null, null);

                queue.Enqueue((move.World, new(move.Label, node.Trace, thrown)));
            }
        }

        return Result(isComplete: true, null, null);

        ExplorationResult Result(bool isComplete, string? violation, Trace? trace) =>
            new(Math.Min(seen.Count, _budget.States), transitions, isComplete, ends, violation, trace?.Steps() ?? []);
    }

    private async Task<string?> ViolationAsync(MachineDriver<TState> driver, World world, Dictionary<string, int> ends)
    {
        if (!world.IsQuiet && _always.Count == 0)
            return null;

        var saga = MachineDriver<TState>.Read(world);
        var moment = new ExplorationMoment<TState>(saga, await driver.StateOfAsync(saga, world), world.Effects);

        if (_always.Find(rule => !rule.Holds(moment)) is { Name: { } broken })
            return $"{broken} (in '{moment.State}')";

        if (!world.IsQuiet)
            return null;

        ends[moment.State] = ends.GetValueOrDefault(moment.State) + 1;

        return moment.State is not ("Completed" or "Compensated" or "Parked" or "Final")
            ? $"a run ends Completed, Compensated or Parked, and this one is stuck in '{moment.State}'"
            : _invariants.Where(rule => !rule.Holds(moment)).Select(rule => $"{rule.Name} (in '{moment.State}')").FirstOrDefault();
    }
}
