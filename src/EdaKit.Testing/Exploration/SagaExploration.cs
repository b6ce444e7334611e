using System.Text.Json;
using MassTransit;

namespace EdaKit.Testing.Exploration;

/// <summary>
/// A search through every run of a saga that a budget allows: messages in any order, twice, late; answers, refusals and faults of its participants; timers
/// before or after the answers; a person who resumes. It goes breadth first, so that what it finds is the shortest run, and finds the same each time.
/// </summary>
/// <remarks>
/// A handler is atomic here, as it is behind an inbox: a process that dies in one has done nothing, and the message comes again. One that dies between its
/// commit and its acknowledgement is a duplicate.
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
    private InFlight? _start;

    internal SagaExploration(MassTransitStateMachine<TState> machine) => _machine = machine;

    /// <summary>The message that begins the instance.</summary>
    /// <typeparam name="TStart">Its type.</typeparam>
    /// <param name="start">The message.</param>
    /// <returns>The same search.</returns>
    public SagaExploration<TState> Begin<TStart>(TStart start)
        where TStart : class
    {
        ArgumentNullException.ThrowIfNull(start);

        _start = new(typeof(TStart), start, "");
        return this;
    }

    /// <summary>Adds a participant.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="describe">Says what it does.</param>
    /// <returns>The same search.</returns>
    public SagaExploration<TState> Participant(string name, Action<ParticipantBuilder> describe)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(describe);

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
    /// <exception cref="InvalidOperationException">No start was given.</exception>
    public async Task<ExplorationResult> RunAsync(CancellationToken cancellationToken = default)
    {
        if (_start is null)
            throw new InvalidOperationException("The search has no message to begin with. Call Begin(…).");

        var driver = new MachineDriver<TState>(_machine);
        var moves = new Moves<TState>(driver, _participants, _budget);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<Node>();
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        var transitions = 0L;

        var first = new World { Saga = JsonSerializer.Serialize(new TState()), Now = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc), Messages = [_start] };
        seen.Add(first.Key());
        queue.Enqueue(new(first, "", null));

        while (queue.TryDequeue(out var node))
        {
            cancellationToken.ThrowIfCancellationRequested();

            // 1. Does everything hold, and did the run end?
            if (await ViolationAsync(driver, node.World, ends) is { } violation)
                return new(seen.Count, transitions, true, ends, violation, node.Path());

            // 2. What can happen next?
            await foreach (var (label, next) in moves.AfterAsync(node.World))
            {
                transitions++;

                if (seen.Count >= _budget.States)
                    return new(seen.Count, transitions, false, ends, null, []);

                if (seen.Add(next.Key()))
                    queue.Enqueue(new(next, label, node));
            }
        }

        return new(seen.Count, transitions, true, ends, null, []);
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

    private sealed record Node(World World, string Label, Node? Before)
    {
        public List<string> Path()
        {
            var steps = new List<string>();

            for (var node = this; node.Before is not null; node = node.Before)
                steps.Insert(0, node.Label);

            return steps;
        }
    }
}
