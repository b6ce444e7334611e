using System.Xml.Linq;

namespace EdaKit.House.Tests.Support;

/// <summary>What a project file says of what the project stands on.</summary>
internal sealed class ProjectFile
{
    public ProjectFile(string root, string path)
    {
        var document = XDocument.Load(System.IO.Path.Combine(root, path));
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.Combine(root, path))!;

        Path = path;
        Name = System.IO.Path.GetFileNameWithoutExtension(path);
        IsPackage = path.StartsWith("src/", StringComparison.Ordinal) && document.Descendants("IsPackable").All(packable => packable.Value == "true");
        Projects = [.. document.Descendants("ProjectReference").Select(reference => (string)reference.Attribute("Include")!)
            .Select(target => System.IO.Path.GetRelativePath(root, System.IO.Path.GetFullPath(target.Replace('\\', '/'), folder)).Replace('\\', '/'))];
        Packages = [.. document.Descendants("PackageReference").Where(reference => (string?)reference.Attribute("PrivateAssets") != "all")
            .Select(reference => (string)reference.Attribute("Include")!)];
        Frameworks = [.. document.Descendants("FrameworkReference").Select(reference => (string)reference.Attribute("Include")!)];
    }

    /// <summary>From the root, with slashes.</summary>
    public string Path { get; }

    public string Name { get; }

    /// <summary>Whether a package is made of it: of all in src, but for what travels in the package of another project.</summary>
    public bool IsPackage { get; }

    /// <summary>The projects it references: their paths from the root.</summary>
    public IReadOnlyList<string> Projects { get; }

    /// <summary>The packages it references and hands on to who references it.</summary>
    public IReadOnlyList<string> Packages { get; }

    /// <summary>The shared frameworks it references beside .NET's own.</summary>
    public IReadOnlyList<string> Frameworks { get; }
}
