using System.Reflection;
using System.Runtime.Loader;

namespace EdaKit.ContractGate.Assemblies;

/// <summary>
/// Loads an assembly of contracts with what it needs. EdaKit and MassTransit are those of this process, so that types mean the same on both sides; all else
/// lies beside the assembly, or in the NuGet cache, as its <c>.deps.json</c> says.
/// </summary>
internal sealed class ContractLoadContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    private static readonly string[] Shared = ["EdaKit.", "MassTransit", "Microsoft.Extensions."];
    private readonly string _folder = Path.GetDirectoryName(path)!;
    private readonly PackageDependencies _packages = PackageDependencies.Read(path);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;

        // null: the default context decides, which is this process.
        if (Shared.Any(start => name.StartsWith(start, StringComparison.Ordinal)) && IsHere(assemblyName))
            return null;

        var beside = Path.Combine(_folder, $"{name}.dll");
        return (File.Exists(beside) ? beside : _packages.Find(name)) is { } found ? LoadFromAssemblyPath(found) : null;
    }

    private static bool IsHere(AssemblyName assemblyName)
    {
        try
        {
            Default.LoadFromAssemblyName(new AssemblyName(assemblyName.Name!));
            return true;
        }
        catch (FileNotFoundException)
        {
            // An assembly of that name which this process does not have is the contracts' own affair.
            return false;
        }
    }
}
