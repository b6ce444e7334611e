using EdaKit.Flow.Parts;
using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>Learns out of journals who publishes and listens to what, as parts of a flow: for services that declare nothing, or only some of it.</summary>
public static class LearnedFlow
{
    private const string FaultOf = "fault of ";

    /// <summary>Reads the newest entries of journals.</summary>
    /// <remarks>
    /// A part has no versions, and nothing in it is <see cref="FlowPart.IsDeclared"/>: what has not happened lately is not in it. <see cref="FlowPart.With"/> adds one to what a service declares.
    /// </remarks>
    /// <param name="sources">The journals.</param>
    /// <param name="learnFrom">How many entries are read of each: at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A part for each service that writes a journal there.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of entries is less than 1.</exception>
    public static async Task<IReadOnlyList<FlowPart>> ReadAsync(IEnumerable<IFlowSource> sources, int learnFrom = 10_000, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentOutOfRangeException.ThrowIfLessThan(learnFrom, 1);

        var entries = new List<JournalEntry>();
        foreach (var source in sources)
            entries.AddRange(await source.ReadNewestAsync(learnFrom, cancellationToken));

        return PartsOf(entries);
    }

    private static IReadOnlyList<FlowPart> PartsOf(IReadOnlyList<JournalEntry> entries)
    {
        var map = FlowMap.Of(entries, new([]));
        var sagas = SagasIn(entries);
        var seen = new Dictionary<(string Service, string Name, ParticipantKind Kind), List<Fact>>();

        foreach (var contract in map.Contracts.Where(contract => contract != "ReceiveFault"))
        {
            foreach (var consumer in map.ConsumersOf(contract))
                Note(consumer.Service, consumer.Name, new(Participant.Of(consumer.Name).Endpoint, InputOf(contract), null));

            // Faults follow from consuming, whoever does.
            foreach (var publisher in map.PublishersOf(contract).Where(_ => !InputOf(contract).IsFault))
                Note(publisher.Service, publisher.Participant, new("", null, new(contract) { On = publisher.Consumes is { } cause && !InputOf(cause).IsFault ? cause : null }));
        }

        return
        [
            .. seen.GroupBy(one => one.Key.Service).OrderBy(service => service.Key, StringComparer.Ordinal).Select(service => new FlowPart(service.Key)
            {
                Participants = [.. service.Select(one => Describe(one.Key.Name, one.Key.Kind, one.Value)).OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Kind)],
            }),
        ];

        void Note(string service, string? participant, Fact fact)
        {
            var name = participant is null ? service : Participant.Of(participant).Consumer;
            var kind = participant is null ? ParticipantKind.Other : sagas.Contains((service, name)) ? ParticipantKind.Saga : ParticipantKind.Consumer;

            if (!seen.TryGetValue((service, name, kind), out var facts))
                seen[(service, name, kind)] = facts = [];

            facts.Add(fact);
        }
    }

    private static FlowParticipant Describe(string name, ParticipantKind kind, List<Fact> facts) => new(name, kind)
    {
        Endpoints = [.. facts.Select(fact => fact.Endpoint).Where(endpoint => endpoint.Length > 0).Distinct().Order(StringComparer.Ordinal)],
        ListensTo = [.. facts.Select(fact => fact.Input).OfType<FlowInput>().DistinctBy(input => $"{input}").OrderBy(input => $"{input}", StringComparer.Ordinal)],
        Publishes = [.. facts.Select(fact => fact.Output).OfType<FlowOutput>().DistinctBy(output => (output.Contract, output.On)).OrderBy(output => output.Contract, StringComparer.Ordinal)
            .ThenBy(output => output.On, StringComparer.Ordinal)],
    };

    // Journals name instances after the saga and consumers after their class: it is the one whose message moved an instance.
    private static HashSet<(string Service, string Consumer)> SagasIn(IReadOnlyList<JournalEntry> entries)
    {
        var moved = entries.Where(entry => entry is { Kind: JournalKind.Moved, CausationId: not null }).Select(entry => (entry.Service, entry.CausationId)).ToHashSet();

        return [.. entries.Where(entry => entry is { Kind: JournalKind.Consumed, Participant: not null } && moved.Contains((entry.Service, entry.MessageId)))
            .Select(entry => (entry.Service, Participant.Of(entry.Participant!).Consumer))];
    }

    private static FlowInput InputOf(string name) => name.StartsWith(FaultOf, StringComparison.Ordinal) ? new(name[FaultOf.Length..]) { IsFault = true } : new(name);

    /// <summary>Something that was seen of a participant.</summary>
    private sealed record Fact(string Endpoint, FlowInput? Input, FlowOutput? Output);
}
