using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EdaKit.Sagas.Analyzers;

/// <summary>Where a local variable has its value from.</summary>
internal sealed class LocalOrigin
{
    private readonly ILocalSymbol _local;
    private readonly List<IOperation> _member;

    public LocalOrigin(ILocalReferenceOperation reference)
    {
        IOperation root = reference;
        while (root.Parent is { } parent)
            root = parent;

        (_local, _member) = (reference.Local, [.. root.Descendants()]);
    }

    /// <summary>What it was set to, or what it goes through; null where that cannot be seen.</summary>
    public IOperation? Value => _member.Select(operation => operation switch
    {
        IVariableDeclaratorOperation declarator when IsSame(declarator.Symbol) => declarator.GetVariableInitializer()?.Value,
        IForEachLoopOperation loop when loop.Locals.Any(IsSame) => loop.Collection,
        _ => null,
    }).FirstOrDefault(value => value is not null);

    /// <summary>Whether anything sets it after its declaration.</summary>
    public bool ChangesLater => _member.Exists(operation => operation switch
    {
        IDeconstructionAssignmentOperation deconstruction => deconstruction.Target is not IDeclarationExpressionOperation && deconstruction.Target.Descendants().Any(IsIt),
        IAssignmentOperation assignment => IsIt(assignment.Target),
        IIncrementOrDecrementOperation increment => IsIt(increment.Target),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => IsIt(argument.Value),
        _ => false,
    });

    private bool IsIt(IOperation operation) => operation is ILocalReferenceOperation { IsDeclaration: false } reference && IsSame(reference.Local);

    private bool IsSame(ILocalSymbol local) => SymbolEqualityComparer.Default.Equals(local, _local);
}
