using EdaKit.ContractGate.Assemblies;
using EdaKit.ContractGate.Baselines;
using EdaKit.ContractGate.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace EdaKit.ContractGate.Tests.Support;

/// <summary>A project of contracts on disk: one source file, which is compiled as a build does it, and what is recorded of it.</summary>
internal sealed class ContractProject : IDisposable
{
    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edakit-gate-");
    private int _builds;

    /// <param name="recorded">A folder with what is recorded of another project, which is not changed; null for nothing.</param>
    public ContractProject(string? recorded = null)
    {
        foreach (var file in recorded is null ? [] : Directory.GetFiles(recorded, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Recorded, Path.GetRelativePath(recorded!, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The source file.</summary>
    public string SourceFile => Path.Combine(_folder.FullName, "Contracts.cs");

    /// <summary>What is recorded.</summary>
    public string Recorded => Path.Combine(_folder.FullName, "contracts");

    /// <summary>Compiles a source, which becomes the file's text.</summary>
    /// <returns>The assembly's file. Each build has its own, since a loaded one cannot be written.</returns>
    public string Build(string source)
    {
        File.WriteAllText(SourceFile, source);

        var name = $"Shop.Contracts.{++_builds}";
        var file = Path.Combine(_folder.FullName, $"{name}.dll");

        using (var assembly = File.Create(file))
        using (var symbols = File.Create(Path.ChangeExtension(file, ".pdb")))
        {
            var result = Compile(name, source).Emit(assembly, symbols, options: new EmitOptions(
                debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: Path.ChangeExtension(file, ".pdb")));
            Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        }

        return file;
    }

    /// <summary>Compiles a source in memory, as an editor does.</summary>
    public CSharpCompilation Compile(string name, string source) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), SourceFile, System.Text.Encoding.UTF8)],
        References,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Compiles a source and records it.</summary>
    public void Record(string source) => CheckOf(source).Record();

    /// <summary>Compiles a source and compares it with what is recorded.</summary>
    public IReadOnlyList<GateFinding> Check(string source, GateOptions? options = null) => CheckOf(source, options).Run();

    /// <summary>Compiles a source, for a check of it.</summary>
    public ContractCheck CheckOf(string source, GateOptions? options = null) =>
        new(ContractAssembly.Load(Build(source), options?.Json), new BaselineFolder(Recorded), options ?? new());

    public void Dispose() => _folder.Delete(recursive: true);
}
