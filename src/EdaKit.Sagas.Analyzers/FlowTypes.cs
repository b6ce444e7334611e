using Microsoft.CodeAnalysis;

namespace EdaKit.Sagas.Analyzers;

/// <summary>The types with which flows are declared, as a compilation knows them.</summary>
internal sealed class FlowTypes
{
    private readonly INamedTypeSymbol _saga;
    private readonly INamedTypeSymbol[] _builders;

    private FlowTypes(INamedTypeSymbol saga, INamedTypeSymbol[] builders) => (_saga, _builders) = (saga, builders);

    /// <summary>The types; null where the compilation does not know sagas of steps.</summary>
    public static FlowTypes? Of(Compilation compilation)
    {
        INamedTypeSymbol? Find(string name) => compilation.GetTypeByMetadataName($"EdaKit.Sagas.Steps.{name}`1");

        return Find("StepSaga") is { } saga && Find("FlowBuilder") is { } flow && Find("StepBuilder") is { } step && Find("ParallelBuilder") is { } parallel
            ? new(saga, [flow, step, parallel])
            : null;
    }

    public bool IsStepSaga(INamedTypeSymbol type)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType)
        {
            if (IsSame(above, _saga))
                return true;
        }

        return false;
    }

    /// <summary>Whether values of a type declare a flow, a step or a group.</summary>
    public bool IsBuilder(ITypeSymbol type) => _builders.Any(builder => IsSame(type, builder));

    /// <summary>Whether a method is one of those that take the functions of a flow.</summary>
    public bool TakesFunctions(IMethodSymbol method) => IsBuilder(method.ContainingType) || IsSame(method.ContainingType, _saga);

    /// <summary>Whether a delegate is called while the flow is declared, and not while a message is handled.</summary>
    public bool Declares(ITypeSymbol? function) =>
        function is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } && invoke.Parameters.FirstOrDefault() is { } first && IsBuilder(first.Type);

    /// <summary>Whether a constructor that takes the type takes something that works, and not a value, settings or a part of a flow.</summary>
    public bool IsService(ITypeSymbol type) => !IsValue(type) && !IsSettings(type) && !IsOfValues(type);

    /// <summary>Whether nobody can change a value of the type for others, as far as its kind tells.</summary>
    public bool IsValue(ITypeSymbol type) => type switch
    {
        { IsValueType: true } or { IsRecord: true } or { SpecialType: SpecialType.System_String } => true,
        { TypeKind: TypeKind.Delegate or TypeKind.TypeParameter or TypeKind.Error } => true,
        { Name: "Uri", ContainingNamespace.Name: "System" } => true,
        _ => IsBuilder(type) || SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _saga.ContainingAssembly),
    };

    private static bool IsSettings(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() == "Microsoft.Extensions.Options";

    /// <summary>A list of services is one too.</summary>
    private bool IsOfValues(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsValue(array.ElementType),
        INamedTypeSymbol { IsGenericType: true } named => named.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal)
            && named.TypeArguments.All(IsValue),
        _ => false,
    };

    private static bool IsSame(ITypeSymbol type, INamedTypeSymbol definition) => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, definition);
}
