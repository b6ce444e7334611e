using System.Diagnostics;

namespace EdaKit.Benchmarks.Subjects.Wolverine;

/// <summary>
/// Builds the peer's program when it is asked for. The solution lists it but does not build it: it pins other packages, and where they
/// cannot be restored the rest must build and run all the same.
/// </summary>
internal static class WolverinePeer
{
    private const string Name = "EdaKit.Benchmarks.Wolverine";
    private static readonly TimeSpan BuildBound = TimeSpan.FromMinutes(5);

    /// <summary>Builds it, which takes seconds where nothing has changed.</summary>
    /// <returns>The executable, or the reason why there is none.</returns>
    public static async Task<(string? Program, string? Reason)> BuildAsync()
    {
        var folder = Path.Combine(ThisProgram.BenchmarksFolder, Name);
        string[] arguments = ["build", folder, "-c", "Release", "-v", "quiet", "-nologo", "-tl:off"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };

        // 'dotnet run' leaves its own settings behind for the processes it starts.
        start.Environment.Remove("MSBuildSDKsPath");

        using var build = Process.Start(start)!;
        var output = build.StandardOutput.ReadToEndAsync();

        try
        {
            await build.WaitForExitAsync().WaitAsync(BuildBound);
        }
        catch (TimeoutException)
        {
            build.Kill(entireProcessTree: true);
            return (null, $"'dotnet build {Name}' took longer than {BuildBound}.");
        }

        if (build.ExitCode == 0)
            return (Path.Combine(folder, "bin", "Release", "net10.0", OperatingSystem.IsWindows() ? Name + ".exe" : Name), null);

        var firstError = (await output).Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))?.Trim();
        return (null, $"It does not build here: {firstError ?? $"exit code {build.ExitCode}"}");
    }
}
