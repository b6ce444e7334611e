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
        if (!_withChildren)
            return StatOf(_process) is { } only ? Ticks(only.Own) : default;

        var ended = StatOf(_process) is { } parent ? Ticks(parent.Ended) : default;
        var living = Processes().Where(process => process == _process || StatOf(process)?.Parent == _process).Sum(NanosecondsOf);
        return ended + TimeSpan.FromMicroseconds(living / 1000.0);
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

    private static TimeSpan Ticks(long ticks) => TimeSpan.FromSeconds(ticks / TicksPerSecond);

    /// <summary>
    /// The parent, the processor time of the process and that of its ended children, in ticks of 10 ms. That is too coarse for the many
    /// processes of PostgreSQL, which each lose up to a tick.
    /// </summary>
    private static (int Parent, long Own, long Ended)? StatOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");

            // The name in parentheses may hold anything; the fields are counted from behind it.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ').Take(15).Skip(1).Select(Number).ToList();
            return ((int)fields[0], fields[10] + fields[11], fields[12] + fields[13]);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }

    private static long NanosecondsOf(int process)
    {
        try
        {
            return Number(File.ReadAllText($"/proc/{process}/schedstat").Split(' ')[0]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
