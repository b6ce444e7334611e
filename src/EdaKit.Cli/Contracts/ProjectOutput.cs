using System.Xml;
using System.Xml.Linq;

namespace EdaKit.Cli.Contracts;

/// <summary>Finds what the project in a folder was last built to, so that nobody has to type it.</summary>
internal static class ProjectOutput
{
    /// <summary>The newest assembly of the folder's only project.</summary>
    /// <exception cref="ToolException">There is no project, there are several, or it was not built.</exception>
    public static string FindIn(string folder)
    {
        var projects = Directory.GetFiles(folder, "*.csproj");
        if (projects is not [var project])
            throw ToolException.Usage($"'{folder}' has {(projects.Length == 0 ? "no project" : $"{projects.Length} projects")}. Go to the folder of the "
                + "contracts' project, or name what it was built to with --assembly.");

        var name = NameOf(project);
        var binaries = Path.Combine(folder, "bin");
        var built = Directory.Exists(binaries) ? Directory.GetFiles(binaries, $"{name}.dll", SearchOption.AllDirectories) : [];

        // Beside an assembly that was built, and not in the folder of references, lies what it depends on.
        return built.Where(file => File.Exists(Path.ChangeExtension(file, ".deps.json"))).MaxBy(File.GetLastWriteTimeUtc)
            ?? throw ToolException.Usage($"'{binaries}' has no '{name}.dll'. Build '{project}' first, or name what it was built to with --assembly.");
    }

    private static string NameOf(string project)
    {
        try
        {
            var named = XDocument.Load(project).Descendants().FirstOrDefault(element => element.Name.LocalName == "AssemblyName")?.Value;
            return named is { Length: > 0 } && !named.Contains("$(", StringComparison.Ordinal) ? named : Path.GetFileNameWithoutExtension(project);
        }
        catch (XmlException error)
        {
            throw ToolException.Usage($"'{project}' is no project: {error.Message} Mend it, or name what it was built to with --assembly.", error);
        }
    }
}
