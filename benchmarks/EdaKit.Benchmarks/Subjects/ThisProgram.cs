namespace EdaKit.Benchmarks.Subjects;

/// <summary>Where this program's executable is, also when it was started by <c>dotnet EdaKit.Benchmarks.dll</c>.</summary>
internal static class ThisProgram
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory,
        OperatingSystem.IsWindows() ? "EdaKit.Benchmarks.exe" : "EdaKit.Benchmarks");

    /// <summary>The folder of this repository's benchmarks.</summary>
    public static string BenchmarksFolder { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "EdaKit.sln")))
                return System.IO.Path.Combine(folder.FullName, "benchmarks");
        }

        throw new InvalidOperationException($"'{AppContext.BaseDirectory}' is in no checkout of EdaKit. Run it from one.");
    }
}
