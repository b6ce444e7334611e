using Microsoft.CodeAnalysis;

namespace EdaKit.Sagas.Analyzers;

/// <summary>The code that is read, whose own parameters and locals it may use.</summary>
/// <param name="syntax">The code.</param>
/// <param name="method">The method whose body it is; null for a lambda.</param>
internal readonly struct Scope(SyntaxNode syntax, IMethodSymbol? method)
{
    public bool Declares(ISymbol symbol)
    {
        if (method is not null && SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol.OriginalDefinition, method))
            return true;

        // The parameter of a setter has no declaration.
        return symbol.DeclaringSyntaxReferences.FirstOrDefault() is not { } declaration
            || (declaration.SyntaxTree == syntax.SyntaxTree && syntax.Span.Contains(declaration.Span));
    }
}
