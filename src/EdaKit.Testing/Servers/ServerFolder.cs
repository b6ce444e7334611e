using System.Globalization;

namespace EdaKit.Testing.Servers;

/// <summary>A private server's own folder under the temporary folder: its data and its log. Deleted on dispose.</summary>
internal sealed class ServerFolder : IDisposable
{
    private const int LogTailLines = 40;
    private const UnixFileMode Enterable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private ServerFolder(string path) => Path = path;

    public string Path { get; }

    public string LogFile => In("server.log");

    public static ServerFolder Create(string name)
    {
        string path = System.IO.Path.Combine(
            Parent(), string.Create(CultureInfo.InvariantCulture, $"edakit-{name}-{Environment.ProcessId}-{Guid.NewGuid():N}"));
        var folder = new ServerFolder(path);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Enterable);
        return folder;
    }

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    /// <summary>The log's last lines, for the message of an exception.</summary>
    public string LogTail()
    {
        if (!File.Exists(LogFile))
            return "(no log)";
        using var log = new StreamReader(new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = new Queue<string>();
        while (log.ReadLine() is { } line)
        {
            lines.Enqueue(line);
            if (lines.Count > LogTailLines)
                lines.Dequeue();
        }

        return string.Join(Environment.NewLine, lines);
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    // A server that root starts runs as another user, who must be able to enter every folder on the way.
    private static string Parent()
    {
        string temporary = System.IO.Path.GetTempPath();
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return temporary;
        for (var folder = new DirectoryInfo(temporary); folder is not null; folder = folder.Parent)
        {
            if (!folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return "/tmp";
        }

        return temporary;
    }
}
