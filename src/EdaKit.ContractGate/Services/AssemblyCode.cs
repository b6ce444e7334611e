using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EdaKit.ContractGate.Services;

/// <summary>An assembly's methods, and which of them lead to which.</summary>
internal sealed class AssemblyCode
{
    /// <summary>What compilers put into the name of the class that an asynchronous method or an iterator becomes.</summary>
    private const string StateMachine = ">d__";

    private readonly MethodCode _code;
    private readonly Dictionary<string, TypeDefinitionHandle> _types = new(StringComparer.Ordinal);

    public AssemblyCode(PEReader file)
    {
        Metadata = file.GetMetadataReader();
        _code = new(file, Metadata);
        foreach (var type in Metadata.TypeDefinitions)
            _types[NameOf(type).FullName] = type;
    }

    public MetadataReader Metadata { get; }

    public TypeNames Names { get; } = new();

    /// <summary>The name of a type, whichever way it is referred to. Interfaces have no base, and so one without a name.</summary>
    public TypeName NameOf(EntityHandle type) => type.Kind switch
    {
        _ when type.IsNil => TypeName.Of(""),
        HandleKind.TypeSpecification => Names.GetTypeFromSpecification(Metadata, null, (TypeSpecificationHandle)type, 0),
        HandleKind.TypeReference => Names.GetTypeFromReference(Metadata, (TypeReferenceHandle)type, 0),
        HandleKind.TypeDefinition => Names.GetTypeFromDefinition(Metadata, (TypeDefinitionHandle)type, 0),
        _ => TypeName.Of(""),
    };

    /// <summary>The name of a method, and that of its type.</summary>
    public (string Type, string Name) NameOfMethod(EntityHandle method)
    {
        if (method.Kind == HandleKind.MemberReference)
        {
            var reference = Metadata.GetMemberReference((MemberReferenceHandle)method);
            return (NameOf(reference.Parent).FullName, Metadata.GetString(reference.Name));
        }

        var definition = Metadata.GetMethodDefinition((MethodDefinitionHandle)method);
        return (NameOf(definition.GetDeclaringType()).FullName, Metadata.GetString(definition.Name));
    }

    /// <summary>The calls of generic methods that a method makes.</summary>
    public IEnumerable<MethodSpecification> GenericCallsIn(MethodDefinitionHandle method) => _code.MethodsIn(method)
        .Where(called => called.Kind == HandleKind.MethodSpecification).Select(called => Metadata.GetMethodSpecification((MethodSpecificationHandle)called));

    /// <summary>A method and all to which it leads within the assembly: what it calls, its lambdas, and the classes that asynchronous methods become.</summary>
    public IReadOnlyCollection<MethodDefinitionHandle> ReachedFrom(IEnumerable<MethodDefinitionHandle> methods)
    {
        var reached = methods.ToHashSet();
        var open = new Queue<MethodDefinitionHandle>(reached);

        // Each method is looked at once, so that it ends.
        while (open.TryDequeue(out var method))
        {
            foreach (var next in _code.MethodsIn(method).SelectMany(Own).Where(reached.Add))
                open.Enqueue(next);
        }

        return reached;
    }

    /// <summary>The methods of a type, and of the classes that compilers put into it.</summary>
    public IEnumerable<MethodDefinitionHandle> MethodsOf(TypeDefinitionHandle type)
    {
        var definition = Metadata.GetTypeDefinition(type);
        return definition.GetMethods().Concat(definition.GetNestedTypes().Where(IsMadeByCompiler).SelectMany(MethodsOf));
    }

    /// <summary>The methods that run when an asynchronous method does, beside the one that starts them.</summary>
    public IEnumerable<MethodDefinitionHandle> StateMachinesOf(MethodDefinitionHandle method) => _code.MethodsIn(method).SelectMany(Own).Where(own =>
        Metadata.GetString(Metadata.GetTypeDefinition(Metadata.GetMethodDefinition(own).GetDeclaringType()).Name).Contains(StateMachine, StringComparison.Ordinal));

    private bool IsMadeByCompiler(TypeDefinitionHandle type) => Metadata.GetString(Metadata.GetTypeDefinition(type).Name).StartsWith('<');

    /// <summary>What of this assembly runs when a method is called.</summary>
    private IEnumerable<MethodDefinitionHandle> Own(EntityHandle called) => called.Kind switch
    {
        HandleKind.MethodDefinition => Own((MethodDefinitionHandle)called),
        HandleKind.MemberReference => OwnOf((MemberReferenceHandle)called),
        HandleKind.MethodSpecification => OwnOf(Metadata.GetMethodSpecification((MethodSpecificationHandle)called)),
        _ => [],
    };

    private IEnumerable<MethodDefinitionHandle> Own(MethodDefinitionHandle called)
    {
        var definition = Metadata.GetMethodDefinition(called);
        var type = Metadata.GetTypeDefinition(definition.GetDeclaringType());

        // An iterator is made by its constructor. Which class stands behind an interface nobody can tell, so it is each of this assembly.
        return [called, .. Moves(definition.GetDeclaringType()), .. type.Attributes.HasFlag(System.Reflection.TypeAttributes.Interface) ? Implementations(called) : []];
    }

    private IEnumerable<MethodDefinitionHandle> OwnOf(MemberReferenceHandle called)
    {
        var (type, name) = NameOfMethod(called);
        return _types.TryGetValue(type, out var own) ? MethodsNamed(own, name).SelectMany(Own) : [];
    }

    private IEnumerable<MethodDefinitionHandle> OwnOf(MethodSpecification called) => Own(called.Method)
        .Concat(called.DecodeSignature(Names, null).SelectMany(argument => _types.TryGetValue(argument.FullName, out var own) ? Moves(own) : []));

    private IEnumerable<MethodDefinitionHandle> Moves(TypeDefinitionHandle type) =>
        Metadata.GetString(Metadata.GetTypeDefinition(type).Name).Contains(StateMachine, StringComparison.Ordinal) ? MethodsNamed(type, "MoveNext") : [];

    private IEnumerable<MethodDefinitionHandle> Implementations(MethodDefinitionHandle called)
    {
        var (contract, name) = NameOfMethod(called);
        return Metadata.TypeDefinitions
            .Where(type => Metadata.GetTypeDefinition(type).GetInterfaceImplementations().Any(one => NameOf(Metadata.GetInterfaceImplementation(one).Interface).FullName == contract))
            .SelectMany(type => MethodsNamed(type, name));
    }

    private IEnumerable<MethodDefinitionHandle> MethodsNamed(TypeDefinitionHandle type, string name) =>
        Metadata.GetTypeDefinition(type).GetMethods().Where(method => Metadata.GetString(Metadata.GetMethodDefinition(method).Name) == name);
}
