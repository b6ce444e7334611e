using System.Text.Json;

namespace EdaKit.ContractGate.Assemblies;

/// <summary>The assemblies of a class library's packages. A library's build does not copy them beside it: they lie where NuGet keeps packages.</summary>
internal sealed class PackageDependencies
{
    private readonly Dictionary<string, string> _assets;
    private readonly List<string> _folders;

    private PackageDependencies(Dictionary<string, string> assets, List<string> folders)
    {
        (_assets, _folders) = (assets, folders);
    }

    /// <summary>Reads the <c>.deps.json</c> beside an assembly; where there is none, nothing is found.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static PackageDependencies Read(string assemblyPath)
    {
        var assets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var file = Path.ChangeExtension(assemblyPath, ".deps.json");

        if (File.Exists(file))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var (library, asset) in RuntimeAssets(json.RootElement))
                assets.TryAdd(Path.GetFileNameWithoutExtension(asset), Path.Combine(library.ToLowerInvariant(), asset));
        }

        return new(assets, [.. RestoredTo(assemblyPath), Cache()]);
    }

    /// <summary>Where an assembly lies, or null where no package has it.</summary>
    public string? Find(string assemblyName) => _assets.TryGetValue(assemblyName, out var asset)
        ? _folders.Select(folder => Path.Combine(folder, asset)).FirstOrDefault(File.Exists)
        : null;

    private static IEnumerable<(string Library, string Asset)> RuntimeAssets(JsonElement deps) =>
        from target in deps.TryGetProperty("targets", out var targets) ? targets.EnumerateObject() : default
        from library in target.Value.EnumerateObject()
        where library.Value.TryGetProperty("runtime", out _)
        from asset in library.Value.GetProperty("runtime").EnumerateObject()
        select (library.Name, asset.Name);

    /// <summary>Where the project's restore says that its packages are: a folder of its own may be set, and others behind it.</summary>
    private static IEnumerable<string> RestoredTo(string assemblyPath)
    {
        for (var folder = Directory.GetParent(assemblyPath); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "obj", "project.assets.json");
            if (!File.Exists(file))
                continue;

            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return json.RootElement.TryGetProperty("packageFolders", out var folders) ? [.. folders.EnumerateObject().Select(found => found.Name)] : [];
        }

        return [];
    }

    private static string Cache() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } chosen
        ? chosen
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
