using EdaKit.Flow.Parts;

namespace EdaKit.Flow.Graphs;

/// <summary>
/// Finds circles of messages that nobody means: of each message that leads back to itself the shortest way. A saga is no part of a circle, since it remembers how far it is. A fault follows from what
/// it is a fault of, so that who mends faults by publishing the same message anew is in a circle.
/// </summary>
internal sealed class LoopFinder
{
    private readonly ILookup<string, Step> _steps;

    public LoopFinder(FlowGraph graph) => _steps = graph.Everybody.Where(who => !who.Part.IsOutside).SelectMany(who => StepsOf(graph, who.Part, who.Participant))
        .OrderBy(step => step.To, StringComparer.Ordinal).ThenBy(step => step.Who, StringComparer.Ordinal).ToLookup(step => step.From, StringComparer.Ordinal);

    public IEnumerable<FlowFinding> Find() =>
        from circle in _steps.Select(after => ShortestBackTo(after.Key)).OfType<IReadOnlyList<Step>>().Select(Normal).DistinctBy(circle => string.Join('\n', circle.Select(step => $"{step.From}|{step.To}")))
        select new FlowFinding(FlowFindingCode.Loop, circle[0].From, $"'{circle[0].From}' leads back to itself: {string.Join("; ", circle.Select(Say))}. Where nothing ends that, it goes round for ever. "
            + "Take one of them away; or, where it is meant, say so on one of them: [Publishes<T>(MayLoop = true)]; or, where it does not follow from that message, name the one from which it does: "
            + "[Publishes<T>(On = typeof(…))].");

    private static IEnumerable<Step> StepsOf(FlowGraph graph, FlowPart part, FlowParticipant participant)
    {
        var who = FlowGraph.WhoIs(part, participant);

        foreach (var input in participant.ListensTo)
        {
            if (!input.IsFault && graph.Listeners.Any(other => other.Input.IsFault && other.Input.Contract == input.Contract))
                yield return new(input.ToString(), who, new FlowInput(input.Contract) { IsFault = true }.ToString(), IsFault: true);

            if (participant.Kind == ParticipantKind.Saga)
                continue;

            foreach (var output in participant.Publishes.Where(output => !output.MayLoop && output.Follows(input)))
            {
                foreach (var heard in output.Also.Prepend(output.Contract))
                    yield return new(input.ToString(), who, heard, IsFault: false);
            }
        }
    }

    private List<Step>? ShortestBackTo(string contract)
    {
        var reachedBy = new Dictionary<string, Step>(StringComparer.Ordinal);
        var open = new Queue<string>([contract]);

        // Breadth first, each message once: the first way back is the shortest.
        while (open.TryDequeue(out var from))
        {
            foreach (var step in _steps[from].Where(step => reachedBy.TryAdd(step.To, step)))
            {
                if (step.To == contract)
                    return Way(reachedBy, contract);

                open.Enqueue(step.To);
            }
        }

        return null;
    }

    private static List<Step> Way(Dictionary<string, Step> reachedBy, string contract)
    {
        var way = new List<Step>();

        for (var at = contract; way.Count == 0 || at != contract; at = way[0].From)
            way.Insert(0, reachedBy[at]);

        return way;
    }

    /// <summary>The same circle from its first message by name, so that it is reported once.</summary>
    private static IReadOnlyList<Step> Normal(IReadOnlyList<Step> circle)
    {
        var first = circle.Index().MinBy(step => step.Item.From, StringComparer.Ordinal).Index;
        return [.. circle.Skip(first), .. circle.Take(first)];
    }

    private static string Say(Step step) => step.IsFault
        ? $"{step.Who} may fail on '{step.From}', which publishes '{step.To}'"
        : $"{step.Who} publishes '{step.To}' when it consumes '{step.From}'";

    private sealed record Step(string From, string Who, string To, bool IsFault);
}
