using System.Collections.Immutable;
using EdaKit.Analyzers.Messages;
using EdaKit.Analyzers.Recorded;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EdaKit.Analyzers;

/// <summary>
/// Compares contracts with what is recorded of them, as far as their source tells. It never says what the gate of the build would not say too: where the JSON
/// of a member is not certain, it is silent.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>An assembly that changes the JSON options itself is passed over: any name and any type may be another one.</item>
/// <item>The recorded files are read. One that cannot be read is for the build to report.</item>
/// <item>Each type of which its version is recorded is compared with it.</item>
/// </list>
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    // A file is read once, and not again for each key that somebody presses.
    private readonly SourceTextValueProvider<RecordedVersion?> _reader = new(RecordedVersion.Read);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ContractRule.Descriptor];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        // 1. Options of its own.
        if (ContractTypes.Of(context.Compilation) is not { } contracts || contracts.ChangeOptions)
            return;

        // 2. What is recorded.
        var recorded = RecordedIn(context.Options.AdditionalFiles, file =>
            file.GetText(context.CancellationToken) is { } text && context.TryGetValue(text, _reader, out var version) ? version : null);
        if (recorded.Count == 0)
            return;

        // 3. Each type.
        context.RegisterSymbolAction(symbol => Check(symbol, contracts, recorded), SymbolKind.NamedType);
    }

    /// <summary>The recorded versions by their full names. Of one that is recorded twice, nothing is certain.</summary>
    private static Dictionary<string, RecordedVersion> RecordedIn(IEnumerable<AdditionalText> files, Func<AdditionalText, RecordedVersion?> read)
    {
        var versions =
            from file in files
            where RecordedVersion.MayBeIn(file.Path)
            let version = read(file)
            where version is not null && version.BelongsTo(file.Path)
            group version by version.Contract into same
            where same.Count() == 1
            select same.Single();

        return versions.ToDictionary(version => version.Contract);
    }

    private static void Check(SymbolAnalysisContext context, ContractTypes contracts, Dictionary<string, RecordedVersion> recorded)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (contracts.ContractOf(type) is not { } contract || !recorded.TryGetValue(contract.FullName, out var version))
            return;

        Location[] declaration = contract.Declaration is { } at ? [at] : [];
        var next = contracts.NewestVersionOf(contract.Name) + 1;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(ContractRule.NextVersion, $"{next}");

        foreach (var difference in new Comparison(context.Compilation).Compare(type, version))
        {
            var place = difference.Location ?? Comparison.PlaceOf(type);
            context.ReportDiagnostic(Diagnostic.Create(ContractRule.Descriptor, place, declaration, properties, difference.Fact, contract.FullName, next));
        }
    }
}
