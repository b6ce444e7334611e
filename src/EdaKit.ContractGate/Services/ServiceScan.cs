using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EdaKit.ContractGate.Services;

/// <summary>
/// Reads out of an assembly what it sends and receives, and what it sends because it received something, without loading it: calls of <c>Publish&lt;T&gt;</c> and its
/// like, consumers, events of sagas and the steps of step sagas. What is sent as an <c>object</c> is not seen.
/// </summary>
internal sealed class ServiceScan
{
    private const string Consumer = "MassTransit.IConsumer`1";

    private static readonly HashSet<string> SagaTypes =
        ["MassTransit.InitiatedBy`1", "MassTransit.Orchestrates`1", "MassTransit.InitiatedByOrOrchestrates`1", "MassTransit.Observes`2", "MassTransit.Event`1"];

    private static readonly string[] SagaBases = ["MassTransit.MassTransitStateMachine`1", "EdaKit.Sagas.Steps.StepSaga`1"];

    private readonly AssemblyCode _code;
    private readonly MessageCalls _calls;

    private ServiceScan(AssemblyCode code, string folder)
    {
        _code = code;
        _calls = MessageCalls.Of(code, folder);
    }

    /// <summary>Scans a file.</summary>
    /// <exception cref="ContractGateException">There is no such file, or it is no .NET assembly.</exception>
    public static ServiceUse Of(string path)
    {
        if (!File.Exists(path))
            throw new ContractGateException($"There is no assembly '{path}'. Build the service first, and name the file that the build made.");

        try
        {
            using var file = new PEReader(File.OpenRead(path));
            return new ServiceScan(new(file), Path.GetDirectoryName(Path.GetFullPath(path))!).Scan();
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException)
        {
            throw new ContractGateException($"'{path}' is no .NET assembly. Name the file that the build of a service made.", error);
        }
    }

    private MetadataReader Assembly => _code.Metadata;

    private ServiceUse Scan()
    {
        var sagas = Assembly.TypeDefinitions.Where(IsSaga).ToList();
        var sagaReceives = sagas.SelectMany(saga => InterfacesAndProperties(saga).Where(IsOfSaga).Select(found => found.Arguments[0]).Concat(StepsReceivedBy(saga))).Select(NameOf);
        var received = Assembly.TypeDefinitions.SelectMany(ConsumedBy).Select(NameOf).Concat(sagaReceives);

        return new(Assembly.GetString(Assembly.GetAssemblyDefinition().Name), SentBy(Assembly.MethodDefinitions), received.ToHashSet(StringComparer.Ordinal))
        {
            Reactions = Assembly.TypeDefinitions.Where(type => !IsSaga(type)).SelectMany(ReactionsOf).ToHashSet(),
            SagaSends = SentBy(sagas.SelectMany(_code.MethodsOf)),
            SagaReceives = sagaReceives.ToHashSet(StringComparer.Ordinal),
        };
    }

    private HashSet<string> SentBy(IEnumerable<MethodDefinitionHandle> methods) =>
        methods.SelectMany(_code.GenericCallsIn).SelectMany(_calls.SentBy).Where(type => !TypeNames.IsParameter(type)).Select(type => type.FullName).ToHashSet(StringComparer.Ordinal);

    private IEnumerable<(string, string)> ReactionsOf(TypeDefinitionHandle type) =>
        from received in ConsumedBy(type)
        let handlers = Assembly.GetTypeDefinition(type).GetMethods().Where(method => Handles(method, received))
        from sent in SentBy(_code.ReachedFrom(handlers))
        select (NameOf(received), sent);

    private bool Handles(MethodDefinitionHandle method, TypeName received)
    {
        var definition = Assembly.GetMethodDefinition(method);
        var name = Assembly.GetString(definition.Name);

        // The second is an explicit implementation.
        return (name == "Consume" || name.EndsWith(".Consume", StringComparison.Ordinal))
            && definition.DecodeSignature(_code.Names, null).ParameterTypes is [{ Arguments: [var of] }] && of.IsSameAs(received);
    }

    private bool IsSaga(TypeDefinitionHandle type) =>
        SagaBases.Contains(_code.NameOf(Assembly.GetTypeDefinition(type).BaseType).FullName) || InterfacesAndProperties(type).Any(IsOfSaga);

    private IEnumerable<TypeName> ConsumedBy(TypeDefinitionHandle type) =>
        InterfacesAndProperties(type).Where(found => found.FullName == Consumer).Select(found => found.Arguments[0]);

    private IEnumerable<TypeName> StepsReceivedBy(TypeDefinitionHandle saga) => _code.MethodsOf(saga).SelectMany(_code.GenericCallsIn).SelectMany(_calls.ReceivedBy);

    private IEnumerable<TypeName> InterfacesAndProperties(TypeDefinitionHandle handle)
    {
        var type = Assembly.GetTypeDefinition(handle);
        return type.GetInterfaceImplementations().Select(implementation => _code.NameOf(Assembly.GetInterfaceImplementation(implementation).Interface))
            .Concat(type.GetProperties().Select(property => Assembly.GetPropertyDefinition(property).DecodeSignature(_code.Names, null).ReturnType));
    }

    private static bool IsOfSaga(TypeName type) => SagaTypes.Contains(type.FullName);

    /// <summary>Who receives batches or faults of a message receives the message's contract.</summary>
    private static string NameOf(TypeName type) => (type is { FullName: "MassTransit.Batch`1" or "MassTransit.Fault`1", Arguments: [var inner] } ? inner : type).FullName;
}
