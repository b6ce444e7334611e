using System.Globalization;

namespace EdaKit.Benchmarks.Places;

/// <summary>
/// Reads from <c>/proc</c> how much processor time a server has used. PostgreSQL is a process for each connection: those that live are
/// added up, and those that have ended count in their parent.
/// </summary>
internal sealed class ServerProcesses
{
    private const string ListeningState = "0A";
    private const double TicksPerSecond = 100;
    private readonly int _process;
    private readonly bool _withChildren;

    private ServerProcesses(int process, bool withChildren)
    {
        _process = process;
        _withChildren = withChildren;
    }

    /// <summary>The process that listens on a port of this machine.</summary>
    /// <returns>Null where there is none, or where this system does not tell.</returns>
    public static ServerProcesses? At(int port, bool withChildren)
    {
        if (!OperatingSystem.IsLinux())
            return null;

        var sockets = ListeningSockets(port);
        var owners = Processes().Where(process => Owns(process, sockets)).ToList();
        return owners.Count == 0 ? null : new(owners.Min(), withChildren);
    }

    /// <summary>User and system time so far.</summary>
    public TimeSpan Cpu()
    {
        var ticks = TicksOf(_process, withEnded: _withChildren).Ticks;

        if (_withChildren)
        {
            ticks += Processes().Select(process => TicksOf(process, withEnded: false))
                .Where(stat => stat.Parent == _process)
                .Sum(stat => stat.Ticks);
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static HashSet<string> ListeningSockets(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        HashSet<string> sockets = [];

        foreach (var table in (string[])["/proc/net/tcp", "/proc/net/tcp6"])
        {
            if (!File.Exists(table))
                continue;

            foreach (var line in File.ReadLines(table).Skip(1))
            {
                var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (fields[1].EndsWith(suffix, StringComparison.Ordinal) && fields[3] == ListeningState)
                    sockets.Add($"socket:[{fields[9]}]");
            }
        }

        return sockets;
    }

    private static IEnumerable<int> Processes() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) ? process : 0)
        .Where(process => process > 0);

    private static bool Owns(int process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(file =>
                File.ResolveLinkTarget(file, returnFinalTarget: false) is { } target
                && sockets.Contains(Path.GetFileName(target.FullName)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or belongs to somebody else.
            return false;
        }
    }

    private static (int Parent, long Ticks) TicksOf(int process, bool withEnded)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");

            // The name in parentheses may hold anything; the fields are counted from behind it.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields[11..(withEnded ? 15 : 13)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), ticks);
        }
        catch (IOException)
        {
            return (0, 0);
        }
    }
}
