using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EdaKit.Sagas.Analyzers;

/// <summary>
/// Warns of sagas of steps that would not decide the same when a message comes again: those that take services, and flows whose functions use something beside
/// the state and the message. It follows calls within a type and no further, and is silent of what is not certain.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>A project without sagas of steps is passed over.</item>
/// <item>Of each type, the bodies of its methods and the functions that it hands to a flow are collected.</item>
/// <item>At its end, its constructors are looked at, and what its functions use.</item>
/// </list>
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SagaAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [SagaWarnings.Service, SagaWarnings.Captured, SagaWarnings.Unsteady];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            // 1. Sagas at all.
            if (FlowTypes.Of(start.Compilation) is { } types)
                start.RegisterSymbolStartAction(symbol => Start(symbol, types), SymbolKind.NamedType);
        });
    }

    private static void Start(SymbolStartAnalysisContext context, FlowTypes types)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var code = new TypeCode(type, types);

        // 2. What there is.
        context.RegisterOperationBlockAction(code.Add);

        // 3. What is wrong with it.
        context.RegisterSymbolEndAction(end =>
        {
            CheckConstructors(end, type, types);
            CheckFunctions(end, code);
        });
    }

    private static void CheckConstructors(SymbolAnalysisContext context, INamedTypeSymbol type, FlowTypes types)
    {
        if (!types.IsStepSaga(type))
            return;

        foreach (var parameter in type.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared).SelectMany(constructor => constructor.Parameters))
        {
            if (types.IsService(parameter.Type))
                context.ReportDiagnostic(Diagnostic.Create(SagaWarnings.Service, parameter.Locations[0], type.Name, $"{parameter.Type.Name} {parameter.Name}"));
        }
    }

    private static void CheckFunctions(SymbolAnalysisContext context, TypeCode code)
    {
        // Two functions may call the same method, whose fault is one.
        var told = new HashSet<Location>();

        foreach (var function in code.Functions)
        {
            foreach (var use in new FunctionReader(code).Read(function.Code).Where(use => told.Add(use.Place)))
                context.ReportDiagnostic(use.Say(function.Name));
        }
    }
}
