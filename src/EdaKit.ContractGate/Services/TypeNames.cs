using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;

namespace EdaKit.ContractGate.Services;

/// <summary>Reads the names of types out of signatures. What no contract can be has a name that no type has.</summary>
internal sealed class TypeNames : ISignatureTypeProvider<TypeName, object?>
{
    // As the language of assemblies writes them, and as no type is named.
    private const string MethodParameter = "!!";
    private const string TypeParameter = "!";

    private static readonly TypeName Other = TypeName.Of("");

    /// <summary>Whether a type stands for one that the caller chooses.</summary>
    public static bool IsParameter(TypeName type) => type.FullName.StartsWith(TypeParameter, StringComparison.Ordinal);

    /// <summary>Which of its method's own types a type is; null where it is none.</summary>
    public static int? IndexOfMethodParameter(TypeName type) => IndexAfter(MethodParameter, type.FullName);

    /// <summary>Which of its class's own types a type is; null where it is none.</summary>
    public static int? IndexOfTypeParameter(TypeName type) => IndexAfter(TypeParameter, type.FullName);

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

    public TypeName GetGenericMethodParameter(object? genericContext, int index) => TypeName.Of($"{MethodParameter}{index}");

    public TypeName GetGenericTypeParameter(object? genericContext, int index) => TypeName.Of($"{TypeParameter}{index}");

    public TypeName GetModifiedType(TypeName modifier, TypeName unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeName GetPinnedType(TypeName elementType) => elementType;

    public TypeName GetPointerType(TypeName elementType) => Other;

    public TypeName GetPrimitiveType(PrimitiveTypeCode typeCode) => Other;

    public TypeName GetSZArrayType(TypeName elementType) => Other;

    private static int? IndexAfter(string start, string name) =>
        name.StartsWith(start, StringComparison.Ordinal) && int.TryParse(name.AsSpan(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static string Join(string @namespace, string name) => @namespace.Length == 0 ? name : $"{@namespace}.{name}";
}
