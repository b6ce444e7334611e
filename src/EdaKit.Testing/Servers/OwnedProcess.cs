using System.Diagnostics;
using System.Globalization;

namespace EdaKit.Testing.Servers;

/// <summary>
/// A process that does not outlive this one. It runs under a small shell, the watchdog, that reads orders (names of
/// signals) from a pipe. When this process ends, however it ends, the kernel closes the pipe, and the watchdog ends the
/// child and deletes its folder. A pipe instead of a process id: an id can be given to another process.
/// </summary>
internal sealed class OwnedProcess : IDisposable
{
    // $1 the folder, $2 the log, $3 the signal that ends the child when the owner is gone, then the command.
    // The watchdog is the child's parent and has not waited for it yet when it signals, so the id cannot be another's.
    private const string Watchdog = """
        folder=$1 log=$2 last=$3
        shift 3
        exec 3<&0 </dev/null 2>/dev/null
        "$@" 3<&- >>"$log" 2>&1 &
        child=$!
        {
          while read -r order <&3; do kill -s "$order" "$child"; done
          : >"$folder/abandoned"
          kill -s "$last" "$child"
          sleep 5
          kill -s KILL "$child"
        } >/dev/null &
        orders=$!
        echo "$child"
        wait "$child"
        status=$?
        kill -s KILL "$orders"
        if [ -e "$folder/abandoned" ]; then rm -rf "$folder"; fi
        exit "$status"
        """;

    private readonly Process _watchdog;
    private readonly EventHandler _onExit;
    private readonly int _childId;

    private OwnedProcess(Process watchdog, int childId)
    {
        _watchdog = watchdog;
        _childId = childId;

        // The handler also keeps this object, and with it the pipe, alive while only a connection string is in use.
        _onExit = (_, _) => _watchdog.StandardInput.Close();
        AppDomain.CurrentDomain.ProcessExit += _onExit;
    }

    public bool HasExited => _watchdog.HasExited;

    /// <summary>The child's exit code; a signal n shows as 128 + n. Only after the exit.</summary>
    public int ExitCode => _watchdog.ExitCode;

    public static async Task<OwnedProcess> StartAsync(OwnedCommand command, ServerFolder folder, CancellationToken cancellationToken)
    {
        // Its own session keeps Ctrl+C, and signals to the owner's process group, away from server and watchdog.
        string? session = Machine.This.FindProgram("setsid");
        var start = new ProcessStartInfo(session ?? "/bin/sh")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (session is not null)
            start.ArgumentList.Add("/bin/sh");
        string[] arguments = ["-c", Watchdog, "edakit-watchdog", folder.Path, folder.LogFile, command.LastSignal, .. command.Line];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;

        var watchdog = Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start.");
        try
        {
            string? id = await watchdog.StandardOutput.ReadLineAsync(cancellationToken);
            return new OwnedProcess(watchdog, int.Parse(id ?? "", CultureInfo.InvariantCulture));
        }
        catch
        {
            watchdog.StandardInput.Close();
            watchdog.Dispose();
            throw;
        }
    }

    /// <summary>Sends the child a signal, named without SIG. Does nothing if it has ended.</summary>
    public async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        try
        {
            await _watchdog.StandardInput.WriteLineAsync(signal.AsMemory(), cancellationToken);
            await _watchdog.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException) when (EndedOrEnding())
        {
            // The reader of the pipe ends with the child: nobody is left to signal.
        }
    }

    /// <summary>SIGKILL to the child and all its descendants, so that none of them holds its files or ports.</summary>
    public void KillTree()
    {
        if (_watchdog.HasExited)
            return;
        try
        {
            using var child = Process.GetProcessById(_childId);
            child.Kill(entireProcessTree: true);
        }
        catch (ArgumentException)
        {
            // It ended in this moment.
        }
        catch (InvalidOperationException)
        {
            // It ended in this moment.
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _watchdog.WaitForExitAsync(cancellationToken);

    /// <summary>Whether the child ended within the time.</summary>
    public async Task<bool> HasExitedWithinAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await _watchdog.WaitForExitAsync(cancellationToken).WaitAsync(time, clock, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= _onExit;
        try
        {
            _watchdog.StandardInput.Close();
        }
        catch (IOException) when (EndedOrEnding())
        {
            // What was left in the buffer has no reader any more.
        }

        _watchdog.Dispose();
    }

    private bool EndedOrEnding() => _watchdog.WaitForExit(TimeSpan.FromSeconds(1));
}
