using EdaKit.Flow.Parts;

namespace EdaKit.Tracing.Explaining;

/// <summary>Who publishes and listens to what as services declare it, in the terms of journals.</summary>
internal sealed class DeclaredMap(IReadOnlyList<FlowPart> parts)
{
    /// <summary>The contracts that come up.</summary>
    public IEnumerable<string> Contracts => parts.SelectMany(part => part.Participants)
        .SelectMany(one => one.ListensTo.Select(input => $"{input}").Concat(one.Publishes.Select(output => output.Contract))).Distinct();

    /// <summary>Whether somebody whom journals know declares to publish a contract only under a condition.</summary>
    public bool IsSometimes(string contract, string? participant, string service) => participant is null
        ? parts.Where(part => part.Service == service).SelectMany(part => part.Participants).Where(one => one.Kind == ParticipantKind.Other).SelectMany(one => one.Publishes)
            .Where(output => output.Contract == contract).Select(output => output.Sometimes).DefaultIfEmpty().All(sometimes => sometimes)
        : parts.SelectMany(part => part.Participants).Any(one => one.Name == Participant.Of(participant).Consumer
            && one.Publishes.Any(output => output.Contract == contract && output.Sometimes && (output.On is null || output.On == Participant.ContractOf(participant))));

    /// <summary>Those who declare to publish, with the contract.</summary>
    public IEnumerable<(string Contract, FlowMap.Publisher Publisher)> Publishers =>
        from part in parts
        from one in part.Participants
        from output in one.Publishes
        from publisher in By(part, one, output)
        select (output.Contract, publisher);

    /// <summary>Those who listen to contracts, with the contract. How journals name who listens to what is no contract depends on what wrote them.</summary>
    public IEnumerable<(string Contract, FlowMap.Consumer Consumer)> Consumers =>
        from part in parts
        where !part.IsOutside
        from one in part.Participants
        from input in one.ListensTo
        where input is { IsFault: false, Versions.Count: > 0 }
        from endpoint in one.Endpoints
        select (input.Contract, new FlowMap.Consumer(NameAt(endpoint, one, input), part.Service, null, TimeSpan.Zero));

    private static IEnumerable<FlowMap.Publisher> By(FlowPart part, FlowParticipant one, FlowOutput output) => one.Kind switch
    {
        ParticipantKind.Other => [new(null, null, part.Service, null, output.Sometimes) { Declared = part.IsOutside ? $"comes from '{part.Service}', which is outside" : $"is declared by '{one.Name}' of '{part.Service}' outside of consumers", Class = one.Name }],

        // Upon which of its messages a saga goes on depends on how far it is.
        ParticipantKind.Saga => one.Endpoints.Select(endpoint => new FlowMap.Publisher($"{endpoint}/{one.Name}/", null, part.Service, null, output.Sometimes)),
        _ => from endpoint in one.Endpoints
             from input in one.ListensTo
             where output.On is null || (output.On == input.Contract && !input.IsFault)
             select new FlowMap.Publisher(NameAt(endpoint, one, input), $"{input}", part.Service, null, output.Sometimes),
    };

    private static string NameAt(string endpoint, FlowParticipant one, FlowInput input) => $"{endpoint}/{one.Name}/{input}";
}
