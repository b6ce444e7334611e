using Microsoft.CodeAnalysis;

namespace EdaKit.Sagas.Analyzers;

/// <summary>Something that a function of a flow uses and should not.</summary>
/// <param name="rule">The rule that it breaks.</param>
/// <param name="place">Where.</param>
/// <param name="name">What it uses.</param>
/// <param name="kind">What that is, in a few words.</param>
internal sealed class Use(DiagnosticDescriptor rule, Location place, string name, string kind = "")
{
    public Location Place => place;

    public static Use OfCaptured(IOperation operation, string name, string kind) => new(SagaWarnings.Captured, operation.Syntax.GetLocation(), name, kind);

    public static Use OfUnsteady(IOperation operation, string name) => new(SagaWarnings.Unsteady, operation.Syntax.GetLocation(), name);

    public Diagnostic Say(string function) => Diagnostic.Create(rule, place, function, name, kind);
}
