using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EdaKit.Sagas.Analyzers;

/// <summary>Reads what a function of a flow uses beside its own parameters and locals, also in methods of the same type that it calls.</summary>
/// <param name="code">The type's code.</param>
/// <param name="origins">Of locals whose origin has been read, whether it is constants alone.</param>
internal sealed class FunctionReader(TypeCode code, Dictionary<ISymbol, bool>? origins = null)
{
    private readonly Dictionary<ISymbol, bool> _origins = origins ?? new(SymbolEqualityComparer.Default);

    // A method that calls itself is read once.
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);

    public IEnumerable<Use> Read(IOperation function, IMethodSymbol? method = null)
    {
        foreach (var operation in WithoutNames(function))
        {
            if (UseOf(operation, new(function.Syntax, method)) is { } use)
                yield return use;

            foreach (var further in Follow(operation))
                yield return further;
        }
    }

    private IEnumerable<Use> Follow(IOperation operation)
    {
        var called = operation switch
        {
            IInvocationOperation { TargetMethod: { IsStatic: true } or { MethodKind: MethodKind.LocalFunction } } call => call.TargetMethod,
            IMethodReferenceOperation { Method: { IsStatic: true } or { MethodKind: MethodKind.LocalFunction } } named => named.Method,
            IPropertyReferenceOperation { Property: { IsStatic: true, GetMethod: { } getter } } => getter,
            _ => null,
        };

        return called?.OriginalDefinition is { } method && _followed.Add(method) ? code.BodyOf(method).SelectMany(body => Read(body, method)) : [];
    }

    private Use? UseOf(IOperation operation, Scope scope) => operation switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } instance =>
            Use.OfCaptured(instance, MemberOf(instance), $"a member of '{instance.Type?.Name}'"),
        IParameterReferenceOperation { Parameter: var parameter } when !scope.Declares(parameter) && !IsHandedOver(parameter) =>
            Use.OfCaptured(operation, parameter.Name, "a parameter"),
        ILocalReferenceOperation { Local.IsConst: false } local when !scope.Declares(local.Local) && !IsFixed(local) =>
            Use.OfCaptured(local, local.Local.Name, "a local variable"),
        IFieldReferenceOperation { Field: { IsStatic: true, IsConst: false, IsReadOnly: false } field } =>
            Use.OfCaptured(operation, field.Name, "a static field that can change"),
        IPropertyReferenceOperation { Property: { IsStatic: true, SetMethod: not null } property } =>
            Use.OfCaptured(operation, property.Name, "a static property that can change"),
        _ => UnsteadyMembers.NameOf(operation) is { } name ? Use.OfUnsteady(operation, name) : null,
    };

    /// <summary>
    /// Whether a parameter is a value that a method which declares steps was handed, most often a constant. What a constructor takes
    /// that a container could call is decided in each process.
    /// </summary>
    private bool IsHandedOver(IParameterSymbol parameter) => code.Types.IsValue(parameter.Type) && parameter.ContainingSymbol is not IMethodSymbol
    {
        MethodKind: MethodKind.Constructor,
        DeclaredAccessibility: Accessibility.Public or Accessibility.Internal,
    };

    /// <summary>Whether a local is a value that is never changed, and was made of constants alone. Where its value comes from cannot always be seen.</summary>
    private bool IsFixed(ILocalReferenceOperation reference)
    {
        var origin = new LocalOrigin(reference);

        return code.Types.IsValue(reference.Local.Type) && !origin.ChangesLater && (origin.Value is not { } value || IsOfConstants(reference.Local, value));
    }

    private bool IsOfConstants(ILocalSymbol local, IOperation value)
    {
        if (_origins.TryGetValue(local, out var known))
            return known;

        // One that is made of itself is not yet typed to its end, and is not read without an end.
        _origins[local] = true;
        return _origins[local] = !new FunctionReader(code, _origins).Read(value).Any();
    }

    private static string MemberOf(IInstanceReferenceOperation instance) => instance.Parent switch
    {
        IMemberReferenceOperation reference => reference.Member.Name,
        IInvocationOperation call => call.TargetMethod.Name,
        _ => "this",
    };

    /// <summary>An operation and what is in it, except what <c>nameof</c> only names.</summary>
    private static IEnumerable<IOperation> WithoutNames(IOperation operation)
    {
        var open = new Stack<IOperation>([operation]);

        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next is INameOfOperation)
                continue;

            yield return next;

            foreach (var inner in next.ChildOperations.Reverse())
                open.Push(inner);
        }
    }
}
