using Microsoft.CodeAnalysis;

namespace EdaKit.Analyzers.Messages;

/// <summary>The contracts of a compilation.</summary>
internal sealed class ContractTypes
{
    private readonly Compilation _compilation;
    private readonly INamedTypeSymbol _attribute;
    private readonly Lazy<ILookup<string, int>> _versions;

    private ContractTypes(Compilation compilation, INamedTypeSymbol attribute)
    {
        (_compilation, _attribute) = (compilation, attribute);
        _versions = new(() => TypesIn(compilation.Assembly.GlobalNamespace)
            .Select(ContractOf).OfType<Contract>().ToLookup(contract => contract.Name, contract => contract.Version));
    }

    /// <summary>Whether the assembly says itself how its contracts are written as JSON.</summary>
    public bool ChangeOptions => _compilation.Assembly.GetAttributes()
        .Any(attribute => attribute.AttributeClass?.ToDisplayString() == "EdaKit.Contracts.ContractSerializationAttribute");

    /// <summary>The contracts of a compilation; null where it cannot have any.</summary>
    public static ContractTypes? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("EdaKit.Contracts.EventContractAttribute") is { } attribute ? new(compilation, attribute) : null;

    /// <summary>What the attribute of a type says; null where there is none, or one that is not complete.</summary>
    public Contract? ContractOf(INamedTypeSymbol type) => type.GetAttributes()
        .Where(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, _attribute) && attribute.ConstructorArguments.Length == 2)
        .Select(attribute => attribute.ConstructorArguments[0].Value is string name && attribute.ConstructorArguments[1].Value is int version
            ? new Contract(name, version, attribute.ApplicationSyntaxReference is { } syntax ? Location.Create(syntax.SyntaxTree, syntax.Span) : null)
            : null)
        .FirstOrDefault();

    /// <summary>The newest version of a contract that has a class.</summary>
    public int NewestVersionOf(string name) => _versions.Value[name].DefaultIfEmpty().Max();

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol place) => place.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(inner => inner is INamedTypeSymbol type ? TypesIn(inner).Prepend(type) : TypesIn(inner));
}
