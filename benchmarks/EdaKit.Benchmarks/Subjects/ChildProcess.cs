using System.Diagnostics;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Workloads;

namespace EdaKit.Benchmarks.Subjects;

/// <summary>A process under measurement, seen from the runner. They talk to each other, a line at a time.</summary>
internal abstract class ChildProcess : IAsyncDisposable
{
    private const int KeptErrorLines = 20;
    private static readonly TimeSpan AnswerBound = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly Queue<string> _errors = new();

    /// <summary>Starts it.</summary>
    /// <param name="program">The executable.</param>
    /// <param name="arguments">What it is to do.</param>
    /// <param name="place">Its database and virtual host, if it needs any.</param>
    protected ChildProcess(string program, IEnumerable<string> arguments, RunPlace? place)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment[RunPlan.DatabaseVariable] = place?.Database;
        start.Environment[RunPlan.BrokerVariable] = place?.Broker?.ToString();

        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
    }

    protected int Id => _process.Id;

    /// <summary>Waits for a word.</summary>
    /// <exception cref="RunFailedException">It says something else, or nothing.</exception>
    public async Task ExpectAsync(string word)
    {
        var line = await ReadLineAsync();

        if (line != word)
            throw Failed($"it said '{line}' where '{word}' belongs");
    }

    /// <summary>Has the process end.</summary>
    public async Task EndAsync()
    {
        await SayAsync(Words.End);
        await _process.WaitForExitAsync().WaitAsync(AnswerBound);

        if (_process.ExitCode != 0)
            throw Failed($"its exit code is '{_process.ExitCode}'");
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    protected async Task SayAsync(string word)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(word);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            throw Failed($"it ended before it could hear '{word}'");
        }
    }

    protected async Task<string?> ReadLineAsync()
    {
        try
        {
            return await _process.StandardOutput.ReadLineAsync().WaitAsync(AnswerBound);
        }
        catch (TimeoutException)
        {
            throw Failed($"it said nothing for {AnswerBound}");
        }
    }

    protected RunFailedException Failed(string what)
    {
        lock (_errors)
        {
            var said = string.Concat(_errors.Select(line => Environment.NewLine + "    " + line));
            return new($"The subject's process failed: {what}.{said}");
        }
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;

        lock (_errors)
        {
            _errors.Enqueue(line);
            if (_errors.Count > KeptErrorLines)
                _errors.Dequeue();
        }
    }
}
