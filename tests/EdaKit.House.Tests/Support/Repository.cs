namespace EdaKit.House.Tests.Support;

/// <summary>The repository that these tests were built in and look at.</summary>
internal sealed class Repository
{
    private static readonly Lazy<Task<Repository>> Opened = new(OpenAsync);

    private Repository(string root, IReadOnlyList<string> files)
    {
        Root = root;
        Files = files;
        Projects = [.. files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(file => new ProjectFile(root, file))];
    }

    public string Root { get; }

    /// <summary>What git tracks, and what is new and not ignored; paths from the root, with slashes.</summary>
    public IReadOnlyList<string> Files { get; }

    public IReadOnlyList<ProjectFile> Projects { get; }

    public static Task<Repository> GetAsync() => Opened.Value;

    public IEnumerable<string> With(string ending) => Files.Where(file => file.EndsWith(ending, StringComparison.Ordinal));

    public string PathOf(string file) => Path.Combine(Root, file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    private static async Task<Repository> OpenAsync()
    {
        var root = FindRoot();

        // Whoever owns the files: a container often runs as another user than the one that cloned.
        var listed = await Command.RunAsync(root, null, "git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard");

        return new(root, [.. listed.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => File.Exists(Path.Combine(root, file))).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdaKit.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds EdaKit.sln.");
    }
}
