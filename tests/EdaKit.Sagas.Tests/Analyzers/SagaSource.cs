using EdaKit.Sagas.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EdaKit.Sagas.Tests.Analyzers;

/// <summary>Sources with sagas, over which the analyzer runs as it does in a compiler.</summary>
internal static class SagaSource
{
    private const string Around = """
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using EdaKit.Sagas.Steps;
        using EdaKit.Sagas.Tests.Support;
        using MassTransit;

        """;

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>What is said of a source that compiles: each finding's id, and the text at its place.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(string source) =>
        [.. (await DiagnoseAsync(source)).Select(one => $"{one.Id} {one.Location.SourceTree!.ToString()[one.Location.SourceSpan.Start..one.Location.SourceSpan.End]}")];

    /// <summary>The findings, in the order of their places. An analyzer that throws is one too.</summary>
    /// <param name="source">The source.</param>
    /// <param name="isWhole">Whether it compiles.</param>
    public static async Task<IReadOnlyList<Diagnostic>> DiagnoseAsync(string source, bool isWhole = true)
    {
        var compilation = CSharpCompilation.Create("Trips", [CSharpSyntaxTree.ParseText(Around + source)], References,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error);
        Assert.True(isWhole != errors.Any(), string.Join('\n', errors));

        var found = await compilation.WithAnalyzers([new SagaAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(one => one.Location.SourceSpan.Start)];
    }
}
