using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace EdaKit.ContractGate.Publication;

/// <summary>Reads the names of types out of signatures. What no contract can be has a name that no type has.</summary>
internal sealed class TypeNames : ISignatureTypeProvider<TypeName, object?>
{
    private static readonly TypeName Other = TypeName.Of("");

    public TypeName GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);

        return TypeName.Of(type.GetDeclaringType() is { IsNil: false } outer
            ? $"{GetTypeFromDefinition(reader, outer, rawTypeKind).FullName}+{name}"
            : Join(reader.GetString(type.Namespace), name));
    }

    public TypeName GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);

        return TypeName.Of(type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind).FullName}+{name}"
            : Join(reader.GetString(type.Namespace), name));
    }

    public TypeName GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeName GetGenericInstantiation(TypeName genericType, ImmutableArray<TypeName> typeArguments) => genericType with { Arguments = typeArguments };

    public TypeName GetArrayType(TypeName elementType, ArrayShape shape) => Other;

    public TypeName GetByReferenceType(TypeName elementType) => Other;

    public TypeName GetFunctionPointerType(MethodSignature<TypeName> signature) => Other;

    public TypeName GetGenericMethodParameter(object? genericContext, int index) => Other;

    public TypeName GetGenericTypeParameter(object? genericContext, int index) => Other;

    public TypeName GetModifiedType(TypeName modifier, TypeName unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeName GetPinnedType(TypeName elementType) => elementType;

    public TypeName GetPointerType(TypeName elementType) => Other;

    public TypeName GetPrimitiveType(PrimitiveTypeCode typeCode) => Other;

    public TypeName GetSZArrayType(TypeName elementType) => Other;

    private static string Join(string @namespace, string name) => @namespace.Length == 0 ? name : $"{@namespace}.{name}";
}
