using Microsoft.CodeAnalysis;

namespace EdaKit.Sagas.Analyzers;

/// <summary>The rules that are checked while somebody types. <c>docs/saga-rules.md</c> says more of each; a test compares the two.</summary>
internal static class SagaWarnings
{
    public static readonly DiagnosticDescriptor Service = new(
        "EDA2101",
        "A step saga takes a service",
        "'{0}' takes '{1}', and a saga only sequences. Let a participant do what needs the service, and answer with what the saga has to know.",
        "EdaKit.Sagas",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A saga is one object for all instances, and its functions get the state and the message. Business logic and services belong to its participants.");

    public static readonly DiagnosticDescriptor Captured = new(
        "EDA2102",
        "A function of a flow uses something beside the state and the message",
        "The function for '{0}' uses '{1}', {2}, which may be another one when the message comes again. Take it from the state or the message, or make it a constant.",
        "EdaKit.Sagas",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A function of a flow must give the same whenever the same message meets the same state, in any process.");

    public static readonly DiagnosticDescriptor Unsteady = new(
        "EDA2103",
        "A function of a flow asks the clock, chance or the environment",
        "The function for '{0}' uses '{1}', which gives something else each time or in each process. Let the start or an answer bring it, and keep it in the state.",
        "EdaKit.Sagas",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A function of a flow must give the same whenever the same message meets the same state, in any process.");
}
