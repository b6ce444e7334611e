using System.Reflection;
using EdaKit.Contracts;
using EdaKit.Contracts.Versions;
using MassTransit;

namespace EdaKit.Flow.Parts;

/// <summary>Makes the parts of a process out of what was configured and declared.</summary>
internal sealed class PartWriter(FlowOptions options, FlowRegistry registry, DeclarationReader declarations, ContractsBuilder contracts, IConsumerNames names)
{
    private const string Handler = "handler";

    public IReadOnlyList<FlowPart> Write()
    {
        var listening = registry.Found.ToLookup(found => (Service: ServiceOf(found), found.Participant));
        var services = options.Services.ToDictionary(one => one.Service, one => one.Assemblies);

        return
        [
            .. services.Keys.Concat(listening.Select(one => one.Key.Service)).Distinct().Order(StringComparer.Ordinal).Select(service =>
                Part(service, services.GetValueOrDefault(service), listening.Where(one => one.Key.Service == service).ToList())),
        ];
    }

    private FlowPart Part(string service, IReadOnlySet<Assembly>? named, List<IGrouping<(string, Type? Type), FlowRegistry.Listening>> listening)
    {
        var assemblies = (named ?? Enumerable.Empty<Assembly>()).Union(listening.Select(one => one.Key.Type?.Assembly).OfType<Assembly>()
            .Where(assembly => named is null || options.Services.All(other => !other.Assemblies.Contains(assembly)))).ToList();
        var beside = assemblies.SelectMany(assembly => assembly.GetCustomAttributes().OfType<PublishesAttribute>()).Select(attribute => attribute.Declaration).ToList();

        IReadOnlyList<FlowParticipant> participants =
        [
            .. listening.Select(one => Listener(one.Key.Type, [.. one])),
            .. assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsOther).Select(type => Publisher(names.NameOf(type), declarations.PublishesOf(type))),
            .. beside.Count > 0 ? [Publisher(service, beside)] : Array.Empty<FlowParticipant>(),
        ];

        return new(service)
        {
            Participants = [.. participants.OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Kind)],
            IsDeclared = participants.Any(one => one.IsDeclared) || assemblies.Exists(assembly => assembly.IsDefined(typeof(PublishesNothingAttribute))),
        };
    }

    private FlowParticipant Listener(Type? type, IReadOnlyList<FlowRegistry.Listening> found)
    {
        var isSaga = type is not null && typeof(ISaga).IsAssignableFrom(type);

        return new(type is null ? Handler : names.NameOf(type), isSaga ? ParticipantKind.Saga : ParticipantKind.Consumer)
        {
            Saga = isSaga ? SagaNameOf(type!) : null,
            Endpoints = [.. found.Select(one => one.Endpoint).Distinct().Order(StringComparer.Ordinal)],
            ListensTo = [.. found.Select(one => one.MessageType).Distinct().Select(Input).DistinctBy(input => input.ToString()).OrderBy(input => input.ToString(), StringComparer.Ordinal)],
            Publishes = type is null ? [] : Outputs(declarations.PublishesOf(type)),
            IsDeclared = type is not null && declarations.IsDeclared(type),
        };
    }

    private FlowParticipant Publisher(string name, IEnumerable<DeclaredPublish> publishes) => new(name, ParticipantKind.Other) { Publishes = Outputs(publishes), IsDeclared = true };

    private FlowInput Input(Type messageType)
    {
        var received = BatchType.MessageOf(messageType) ?? messageType;
        var faulted = FaultType.MessageOf(received);
        var message = faulted ?? received;

        return new(FlowMessages.NameOf(message)) { IsFault = faulted is not null, Versions = ContractDescriptor.Of(message) is { } contract ? ReadableAs(contract) : [] };
    }

    private IReadOnlyList<int> ReadableAs(ContractDescriptor contract) =>
        [contract.Version, .. VersionPaths.Towards(contract.Name, contract.Version, contracts.Upcasts).Keys.OrderDescending()];

    private IReadOnlyList<FlowOutput> Outputs(IEnumerable<DeclaredPublish> publishes) =>
    [
        .. publishes.Select(one => new FlowOutput(FlowMessages.NameOf(one.MessageType))
        {
            Versions = VersionsOf(one.MessageType),
            Also = FlowMessages.OthersOf(one.MessageType),
            On = one.On is null ? null : FlowMessages.NameOf(one.On),
            Sometimes = one.Sometimes,
            MayLoop = one.MayLoop,
        }).OrderBy(output => output.Contract, StringComparer.Ordinal).ThenBy(output => output.On, StringComparer.Ordinal),
    ];

    /// <summary>The versions whose names the message bears on the wire.</summary>
    private IReadOnlyList<int> VersionsOf(Type messageType)
    {
        if (ContractDescriptor.Of(messageType) is not { } contract)
            return [];

        var sent = contracts.Emitted.TryGetValue(messageType, out var version)
            ? contracts.Describe().FirstOrDefault(other => other.Name == contract.Name && other.Version == version)
            : contract;

        return sent is null ? [version] : [.. Enumerable.Range(sent.OldestReader, sent.Version - sent.OldestReader + 1).Reverse()];
    }

    /// <summary>Whether a class publishes and handles no message. A consumer or saga that is not on the bus does not run here.</summary>
    private static bool IsOther(Type type) => type.IsDefined(typeof(PublishesAttribute)) && !type.IsAbstract && !typeof(IConsumer).IsAssignableFrom(type) && !typeof(ISaga).IsAssignableFrom(type)
        && !typeof(StateMachine).IsAssignableFrom(type);

    private string ServiceOf(FlowRegistry.Listening found) => options.ServiceOf(found.Participant ?? typeof(FlowRegistry));

    private string? SagaNameOf(Type instance) => registry.MachineOf(instance) switch
    {
        IDeclaredSaga declared => declared.Name,
        StateMachine machine => machine.Name,
        _ => null,
    };
}
