using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdaKit.House.Tests.Support;

/// <summary>Compiles C# from documents as a console project of the SDK would: nullable, with implicit usings, warnings as errors.</summary>
internal static class CodeBlock
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // A library asks for one version of an assembly and gets a newer one. The SDK leaves these out as well.
    private static readonly Dictionary<string, ReportDiagnostic> UnifiedReferences = new()
    {
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS1702"] = ReportDiagnostic.Suppress,
    };

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>What the compiler finds wrong with the code; empty where it compiles.</summary>
    public static IReadOnlyList<string> FaultsOf(string code)
    {
        var parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var tree = CSharpSyntaxTree.ParseText(code, parse);
        var kind = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any() ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;

        var options = new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: UnifiedReferences);
        var compilation = CSharpCompilation.Create("document", [CSharpSyntaxTree.ParseText(ImplicitUsings, parse), tree], References.Value, options);

        return [.. compilation.GetDiagnostics().Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.ToString()), .. ContractsWithoutNamespace(tree)];
    }

    // They compile, and do not start: EDA0107.
    private static IEnumerable<string> ContractsWithoutNamespace(SyntaxTree tree) => tree.GetCompilationUnitRoot().Members.OfType<TypeDeclarationSyntax>()
        .Where(type => type.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == "EventContract"))
        .Select(type => $"The contract '{type.Identifier}' has no namespace, and MassTransit refuses such messages.");

    /// <summary>The names of the methods in a source file that a test run runs.</summary>
    public static IReadOnlySet<string> TestsIn(string code) =>
        CSharpSyntaxTree.ParseText(code).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory"))
            .Select(method => method.Identifier.Text)
            .ToHashSet();
}
