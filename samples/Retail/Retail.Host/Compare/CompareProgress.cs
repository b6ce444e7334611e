using Spectre.Console;

namespace Retail.Host.Compare;

/// <summary>Shows how far a comparison has come, where somebody is looking on.</summary>
internal sealed class CompareProgress
{
    private readonly ProgressContext? _progress;

    private CompareProgress(ProgressContext? progress) => _progress = progress;

    /// <summary>Runs the work under bars that grow; in a file or a pipe there are none.</summary>
    public static Task<T> Show<T>(IAnsiConsole console, Func<CompareProgress, Task<T>> work) => console.Profile.Out.IsTerminal
        ? console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(progress => work(new CompareProgress(progress)))
        : work(new CompareProgress(null));

    /// <summary>Begins a part of the work.</summary>
    /// <returns>What to call with the number of things that are done; safe to call from anywhere.</returns>
    public Action<int> Begin(string part, int things)
    {
        var task = _progress?.AddTask(part, maxValue: things);
        return done => task?.Increment(done);
    }
}
