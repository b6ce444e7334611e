using System.Collections.Immutable;
using EdaKit.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EdaKit.ContractGate.Tests.Support;

/// <summary>Runs the analyzer over a project, as an editor does after each key.</summary>
internal static class Editor
{
    /// <summary>What it finds in a source that may not compile.</summary>
    public static Task<ImmutableArray<Diagnostic>> FindAsync(ContractProject project, string source) =>
        FindAsync(project.Compile("Shop.Contracts", source), FilesOf(project));

    /// <summary>What it finds in a compilation. An analyzer that throws is a finding too.</summary>
    public static Task<ImmutableArray<Diagnostic>> FindAsync(CSharpCompilation compilation, ImmutableArray<AdditionalText> files) =>
        compilation.WithAnalyzers([new ContractAnalyzer()], new AnalyzerOptions(files)).GetAnalyzerDiagnosticsAsync();

    /// <summary>What is recorded, as the targets of the package hand it to the compiler.</summary>
    public static ImmutableArray<AdditionalText> FilesOf(ContractProject project) =>
        [.. Directory.EnumerateFiles(project.Recorded, "v*.json", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".sample.json", StringComparison.Ordinal))
            .Select(file => new RecordedText(file, File.ReadAllText(file)))];

    /// <summary>The lines of findings, from 1, each once.</summary>
    public static IEnumerable<int> LinesOf(IEnumerable<Diagnostic> found) =>
        found.Select(one => one.Location.GetLineSpan().StartLinePosition.Line + 1).Distinct().Order();
}
