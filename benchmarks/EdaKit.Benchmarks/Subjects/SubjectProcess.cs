using System.Diagnostics;
using System.Globalization;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Protocol;
using EdaKit.Benchmarks.Workloads;

namespace EdaKit.Benchmarks.Subjects;

/// <summary>A subject's process, seen from the runner.</summary>
internal sealed class SubjectProcess : IAsyncDisposable
{
    private const int KeptErrorLines = 20;
    private static readonly TimeSpan AnswerBound = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly Queue<string> _errors = new();
    private bool _isPaused;

    private SubjectProcess(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    public static SubjectProcess Start(string program, RunPlan plan, RunPlace place)
    {
        var start = new ProcessStartInfo(program, ["subject", plan.ToJson()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment[RunPlan.DatabaseVariable] = place.Database;
        start.Environment[RunPlan.BrokerVariable] = place.Broker?.ToString();

        var process = new SubjectProcess(new Process { StartInfo = start });
        process._process.Start();
        process._process.BeginErrorReadLine();
        return process;
    }

    public async Task ExpectAsync(string word)
    {
        var line = await ReadLineAsync();

        if (line != word)
            throw Failed($"it said '{line}' where '{word}' belongs");
    }

    public Task GoAsync() => SayAsync(Words.Go);

    /// <summary>Has the subject go one round to get warm, as far as it can by itself.</summary>
    public async Task WarmUpAsync()
    {
        await SayAsync(Words.WarmUp);
        await ExpectAsync(Words.WarmedUp);
    }

    /// <summary>For how long the subject compiled code since the last question.</summary>
    public async Task<TimeSpan> CompiledAsync()
    {
        await SayAsync(Words.Compiled);
        return int.TryParse(await ReadLineAsync(), CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw Failed("it did not say for how long it compiled");
    }

    /// <summary>Ends a run.</summary>
    /// <returns>The subject's report. It may come later: a subject that still drives its workload answers when that is done.</returns>
    public async Task<SubjectReport> StopAsync()
    {
        await SayAsync(Words.Stop);
        return SubjectReport.FromJson(await ReadLineAsync() ?? throw Failed("it ended without a report"));
    }

    /// <summary>Has the process end.</summary>
    public async Task EndAsync()
    {
        await SayAsync(Words.End);
        await _process.WaitForExitAsync().WaitAsync(AnswerBound);

        if (_process.ExitCode != 0)
            throw Failed($"its exit code is '{_process.ExitCode}'");
    }

    /// <summary>Stops the process where it stands, so that its queue can be filled before it takes anything.</summary>
    public async Task PauseAsync()
    {
        await SignalAsync("STOP");
        _isPaused = true;
    }

    public async Task ResumeAsync()
    {
        await SignalAsync("CONT");
        _isPaused = false;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            if (_isPaused)
                await ResumeAsync();

            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task SayAsync(string word)
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

    private async Task<string?> ReadLineAsync()
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

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
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

    private RunFailedException Failed(string what)
    {
        lock (_errors)
        {
            var said = string.Concat(_errors.Select(line => Environment.NewLine + "    " + line));
            return new($"The subject's process failed: {what}.{said}");
        }
    }
}
