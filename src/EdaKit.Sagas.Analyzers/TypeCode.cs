using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EdaKit.Sagas.Analyzers;

/// <summary>What a type's code is: the bodies of its methods, and the functions that it hands to flows.</summary>
/// <param name="type">The type. Those that it contains have a code of their own.</param>
/// <param name="types">The types with which flows are declared.</param>
internal sealed class TypeCode(INamedTypeSymbol type, FlowTypes types)
{
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IOperation>> _bodies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentQueue<FlowFunction> _functions = new();

    public FlowTypes Types => types;

    public IEnumerable<FlowFunction> Functions => _functions;

    /// <summary>Takes the code of a member.</summary>
    public void Add(OperationBlockAnalysisContext context)
    {
        if (!SymbolEqualityComparer.Default.Equals(context.OwningSymbol.ContainingType, type))
            return;

        _bodies[context.OwningSymbol] = context.OperationBlocks;

        foreach (var operation in context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf()))
        {
            if (operation is ILocalFunctionOperation local)
                _bodies[local.Symbol] = [local];
            else if (operation is IInvocationOperation call && types.TakesFunctions(call.TargetMethod))
                AddFunctions(call);
        }
    }

    /// <summary>The body of a method of this type; empty where there is none or where it is another type's.</summary>
    public ImmutableArray<IOperation> BodyOf(IMethodSymbol method) => _bodies.TryGetValue(method.OriginalDefinition, out var body) ? body : [];

    private void AddFunctions(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is IDelegateCreationOperation { Target: var function } && !types.Declares(argument.Parameter?.Type))
                _functions.Enqueue(new(call.TargetMethod.Name, function));
        }
    }
}
