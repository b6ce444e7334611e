using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using EdaKit.Audit.Faults;
using EdaKit.Audit.Wire;

namespace EdaKit.Audit.Workers;

/// <summary>A worker as the auditor sees it: its process, which comes and goes, and its ways to the servers, which stay.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int KeptLines = 400;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);

    private readonly Func<int, WorkerSettings> _settings;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly string _log;
    private readonly Lock _ordering = new();
    private Process? _process;
    private TaskCompletionSource _ready = new();
    private Pace _pace;
    private int _lives;

    public WorkerProcess(Func<int, WorkerSettings> settings, Proxy database, Proxy broker, string log)
    {
        _settings = settings;
        _log = log;
        Database = database;
        Broker = broker;
    }

    /// <summary>Its way to the database.</summary>
    public Proxy Database { get; }

    /// <summary>Its way to the broker.</summary>
    public Proxy Broker { get; }

    /// <summary>One fault at a time happens to its process.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>How often it was started.</summary>
    public int Lives => _lives;

    /// <summary>The last lines that it wrote.</summary>
    public IEnumerable<string> Output => _output;

    public void Start()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var program = Path.Combine(AppContext.BaseDirectory, "EdaKit.Audit.dll");
        var start = new ProcessStartInfo("dotnet", [program, WorkerProgram.Mode, _settings(_lives++).Write()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("'dotnet' did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data, ready);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, ready);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _ready = ready;
        _process = process;
        Order($"{WorkerOrder.Pace} {_pace}");
    }

    /// <summary>Waits until its bus runs. It waits for the broker itself, so this may take as long as an outage.</summary>
    /// <returns>Whether it was ready in time.</returns>
    public async Task<bool> BecomeReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _ready.Task.WaitAsync(StartTimeout, TimeProvider.System, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Sets the pace of its writers, in this life and the next.</summary>
    public void Keep(Pace pace)
    {
        if (pace == _pace)
            return;

        _pace = pace;
        Order($"{WorkerOrder.Pace} {pace}");
    }

    public void SetClock(TimeSpan by) => Order(string.Create(CultureInfo.InvariantCulture, $"{WorkerOrder.Jump} {(int)by.TotalSeconds}"));

    public void CommitSlowly(TimeSpan duration) => Order(string.Create(CultureInfo.InvariantCulture, $"{WorkerOrder.Slow} {(int)duration.TotalMilliseconds}"));

    /// <summary>Has it die at a boundary.</summary>
    /// <returns>Whether it reached the boundary in time.</returns>
    public async Task<bool> DieAtAsync(Boundary boundary, TimeSpan patience, CancellationToken cancellationToken)
    {
        Order($"{WorkerOrder.Die} {boundary}");
        try
        {
            await Running.WaitForExitAsync(cancellationToken).WaitAsync(patience, TimeProvider.System, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Whether it has ended, told to or not.</summary>
    public bool HasExited => Running.HasExited;

    /// <summary>Lets it end in order, with what is under way.</summary>
    /// <returns>Whether it did in time.</returns>
    public async Task<bool> StopAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Order(WorkerOrder.Stop);
        try
        {
            await Running.WaitForExitAsync(cancellationToken).WaitAsync(patience, TimeProvider.System, cancellationToken);
            return Running.ExitCode == 0;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await Running.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Starts it anew, whatever ended it.</summary>
    public void StartAgain()
    {
        _process?.Dispose();
        Start();
    }

    /// <summary>SIGSTOP, and SIGCONT after a while.</summary>
    public async Task PauseAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await SignalAsync("STOP");
        try
        {
            await Task.Delay(duration, TimeProvider.System, cancellationToken);
        }
        finally
        {
            await SignalAsync("CONT");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();

        _process?.Dispose();
        await Database.DisposeAsync();
        await Broker.DisposeAsync();
        Turn.Dispose();
    }

    private Process Running => _process ?? throw new InvalidOperationException("The worker has not been started.");

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Running.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    private void Order(string order)
    {
        try
        {
            lock (_ordering)
            {
                Running.StandardInput.WriteLine(order);
                Running.StandardInput.Flush();
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It has just died; the next one is told its pace when it starts.
        }
    }

    private void Keep(string? line, TaskCompletionSource ready)
    {
        if (line is null)
            return;

        if (line == WorkerProgram.Ready)
            ready.TrySetResult();

        _output.Enqueue(line);
        while (_output.Count > KeptLines)
            _output.TryDequeue(out _);

        lock (_output)
            File.AppendAllText(_log, $"{line}\n");
    }
}
