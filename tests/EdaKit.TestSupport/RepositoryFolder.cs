namespace EdaKit.TestSupport;

/// <summary>Files of this repository that tests compare with.</summary>
public static class RepositoryFolder
{
    /// <summary>Where a file or folder is, by its path in the repository.</summary>
    public static string PathOf(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdaKit.sln")))
                return Path.Combine(folder.FullName, path);
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds EdaKit.sln.");
    }
}
