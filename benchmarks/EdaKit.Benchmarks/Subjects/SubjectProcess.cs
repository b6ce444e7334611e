using System.Diagnostics;
using System.Globalization;
using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Protocol;

namespace EdaKit.Benchmarks.Subjects;

/// <summary>A subject's process, seen from the runner.</summary>
internal sealed class SubjectProcess(string program, RunPlan plan, RunPlace place) : ChildProcess(program, ["subject", plan.ToJson()], place)
{
    private bool _isPaused;

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

    public override async ValueTask DisposeAsync()
    {
        if (_isPaused)
            await ResumeAsync();

        await base.DisposeAsync();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
