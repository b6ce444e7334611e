using EdaKit.Flow.Parts;

namespace EdaKit.Flow.Graphs;

/// <summary>Finds what is wrong with a flow.</summary>
internal sealed class FlowRules(FlowGraph graph)
{
    private const string OutsideRemedy = "a part with FlowPart.Outside";

    private readonly IReadOnlyList<FlowGraph.Listener> _listeners = [.. graph.Listeners];
    private readonly IReadOnlyList<FlowGraph.Publisher> _publishers = [.. graph.Publishers];

    public IReadOnlyList<FlowFinding> Find()
    {
        // 1. What no service can know alone.
        var together = graph.Parts.Count(part => !part.IsOutside) > 1;
        var unheard = together ? Unheard() : [];
        var unsaid = together && !graph.Undeclared.Any() ? Unsaid() : [];
        var unread = together ? Unread() : [];

        // 2. What one can.
        return
        [
            .. Twice().Concat(unheard).Concat(unsaid).Concat(unread).Concat(new LoopFinder(graph).Find())
                .OrderBy(finding => finding.Code).ThenBy(finding => finding.Contract, StringComparer.Ordinal).ThenBy(finding => finding.Sentence, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<FlowFinding> Twice() =>
        from same in graph.Parts.GroupBy(part => part.Service)
        where same.Count() > 1
        select new FlowFinding(FlowFindingCode.ServiceTwice, "", $"{same.Count()} parts are of the service '{same.Key}'. Pass one, or give each service its own name with eda.Flow.AddService.");

    private IEnumerable<FlowFinding> Unheard() =>
        from publisher in _publishers
        where !_listeners.Any(listener => publisher.Output.IsHeardAs(listener.Input))
        group publisher.Who by publisher.Output.Contract into unheard
        select new FlowFinding(FlowFindingCode.NobodyListens, unheard.Key, $"'{unheard.Key}' is published by {List(unheard)}, and nobody listens to it. "
            + $"Take it away, add the part of the service that listens, or name who does so outside: {OutsideRemedy}(name, listensTo: [\"{unheard.Key}\"]).");

    private IEnumerable<FlowFinding> Unsaid() =>
        from listener in _listeners
        where !IsSaid(listener.Input)
        group listener.Who by listener.Input into unsaid
        select new FlowFinding(FlowFindingCode.NobodyPublishes, unsaid.Key.Contract, unsaid.Key.IsFault
            ? $"{List(unsaid)} listens to faults of '{unsaid.Key.Contract}', which nobody consumes. Take the consumer away, or add the part of the service that consumes '{unsaid.Key.Contract}'."
            : $"{List(unsaid)} listens to '{unsaid.Key.Contract}', and nobody declares to publish it. Put [Publishes<T>] on who does, add the part of its service, "
                + $"or name who does so outside: {OutsideRemedy}(name, publishes: [\"{unsaid.Key.Contract}\"]).");

    private bool IsSaid(FlowInput input) => input.IsFault
        ? _listeners.Any(listener => listener.Input.Contract == input.Contract && !listener.Input.IsFault)
        : _publishers.Any(publisher => publisher.Output.IsHeardAs(input));

    private IEnumerable<FlowFinding> Unread() =>
        from publisher in _publishers
        from listener in _listeners
        where publisher.Output.IsHeardAs(listener.Input) && !publisher.Output.IsReadBy(listener.Input)
        select new FlowFinding(FlowFindingCode.VersionNotRead, publisher.Output.Contract, $"{publisher.Who} publishes '{publisher.Output.Contract}' as version {Versions(publisher.Output.Versions)}, and "
            + $"{listener.Who} reads version {Versions(listener.Input.Versions)}: each message would go to the error queue. "
            + (publisher.Output.Versions.Max() > listener.Input.Versions.Max()
                ? $"Deploy '{listener.Part.Service}' with the newer version first, or let '{publisher.Part.Service}' call Contracts.Emit with version {listener.Input.Versions.Max()} until then."
                : $"Add Contracts.Upcast, Reshape or UpcastJson from version {publisher.Output.Versions.Max()} to '{listener.Part.Service}'."));

    private static string Versions(IEnumerable<int> versions) => string.Join(" or ", versions.Select(version => $"'{version}'"));

    private static string List(IEnumerable<string> who) => string.Join(" and ", who.Distinct().Order(StringComparer.Ordinal));
}
