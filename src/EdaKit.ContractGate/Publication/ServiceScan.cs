using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EdaKit.ContractGate.Publication;

/// <summary>
/// Reads out of an assembly what it sends and receives, without loading it: calls of <c>Publish&lt;T&gt;</c> and its like, consumers, and events of sagas. What
/// is sent as an <c>object</c> is not seen.
/// </summary>
internal sealed class ServiceScan
{
    private static readonly HashSet<string> SendingMethods =
        ["Publish", "PublishBatch", "Send", "SendBatch", "SchedulePublish", "ScheduleSend", "FuturePublish", "FutureSend", "Respond", "RespondAsync", "Request"];

    private static readonly HashSet<string> ReceivingTypes =
    [
        "MassTransit.IConsumer`1", "MassTransit.InitiatedBy`1", "MassTransit.Orchestrates`1", "MassTransit.InitiatedByOrOrchestrates`1", "MassTransit.Observes`2",
        "MassTransit.Event`1",
    ];

    private readonly TypeNames _names = new();
    private readonly MetadataReader _assembly;

    private ServiceScan(MetadataReader assembly) => _assembly = assembly;

    /// <summary>Scans a file.</summary>
    /// <exception cref="ContractGateException">There is no such file, or it is no .NET assembly.</exception>
    public static ServiceUse Of(string path)
    {
        if (!File.Exists(path))
            throw new ContractGateException($"There is no assembly '{path}'. Build the service first, and name the file that the build made.");

        try
        {
            using var file = new PEReader(File.OpenRead(path));
            return new ServiceScan(file.GetMetadataReader()).Scan();
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException)
        {
            throw new ContractGateException($"'{path}' is no .NET assembly. Name the file that the build of a service made.", error);
        }
    }

    private ServiceUse Scan() => new(
        _assembly.GetString(_assembly.GetAssemblyDefinition().Name),
        Sends().Select(type => type.FullName).ToHashSet(StringComparer.Ordinal),
        Receives().Select(Unwrap).Select(type => type.FullName).ToHashSet(StringComparer.Ordinal));

    private IEnumerable<TypeName> Sends()
    {
        for (var row = 1; row <= _assembly.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            var call = _assembly.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row));
            if (SendingMethods.Contains(NameOf(call.Method)))
                yield return call.DecodeSignature(_names, null)[0];
        }
    }

    private IEnumerable<TypeName> Receives()
    {
        foreach (var handle in _assembly.TypeDefinitions)
        {
            var type = _assembly.GetTypeDefinition(handle);
            var interfaces = type.GetInterfaceImplementations().Select(implementation => NameOfType(_assembly.GetInterfaceImplementation(implementation).Interface));
            var properties = type.GetProperties().Select(property => _assembly.GetPropertyDefinition(property).DecodeSignature(_names, null).ReturnType);

            foreach (var received in interfaces.Concat(properties).Where(found => ReceivingTypes.Contains(found.FullName)))
                yield return received.Arguments[0];
        }
    }

    /// <summary>Who receives batches or faults of a message receives the message's contract.</summary>
    private static TypeName Unwrap(TypeName type) => type is { FullName: "MassTransit.Batch`1" or "MassTransit.Fault`1", Arguments: [var inner] } ? inner : type;

    private string NameOf(EntityHandle method) => method.Kind == HandleKind.MemberReference
        ? _assembly.GetString(_assembly.GetMemberReference((MemberReferenceHandle)method).Name)
        : _assembly.GetString(_assembly.GetMethodDefinition((MethodDefinitionHandle)method).Name);

    private TypeName NameOfType(EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeSpecification => _names.GetTypeFromSpecification(_assembly, null, (TypeSpecificationHandle)type, 0),
        HandleKind.TypeReference => _names.GetTypeFromReference(_assembly, (TypeReferenceHandle)type, 0),
        _ => _names.GetTypeFromDefinition(_assembly, (TypeDefinitionHandle)type, 0),
    };
}
