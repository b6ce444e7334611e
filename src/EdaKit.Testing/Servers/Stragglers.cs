using System.Diagnostics;
using System.Globalization;

namespace EdaKit.Testing.Servers;

/// <summary>
/// Processes of a killed server that are still there. A kill of a tree may miss one that lost its parent in that moment, and PostgreSQL does
/// not start again while one of them holds its shared memory. Known by their working folder, which is the server's own; on Linux only.
/// </summary>
internal static class Stragglers
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Kills them, and waits until they are gone; at the longest for 20 seconds.</summary>
    public static async Task EndAsync(string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();

        while (OperatingSystem.IsLinux() && Find(folder) is { Count: > 0 } left && clock.GetElapsedTime(started) < Bound)
        {
            foreach (var id in left)
                Kill(id);

            await Task.Delay(Look, clock, cancellationToken);
        }
    }

    private static List<int> Find(string folder) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(path => Path.GetFileName(path))
            .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _) && WorksIn(folder, $"/proc/{name}/cwd"))
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture)),
    ];

    private static bool WorksIn(string folder, string link)
    {
        try
        {
            return Directory.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName is { } at
                && (at == folder || at.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is somebody else's.
            return false;
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended meanwhile, or may not be killed by us: the next start will say so.
        }
    }
}
