using EdaKit.Benchmarks.Places;
using EdaKit.Benchmarks.Subjects;

namespace EdaKit.Benchmarks.Workloads;

/// <summary>The runs of one subject in one scenario. Whatever goes wrong with it is a result, so that the others are measured.</summary>
internal sealed class Turns(BenchmarkServers servers, SubjectInfo subject, string program, Scenario scenario, bool explains) : IAsyncDisposable
{
    private readonly List<RunResult> _results = [];
    private Contender? _contender;

    public SubjectInfo Subject => subject;

    public IReadOnlyList<RunResult> Results => _results;

    /// <summary>Starts the subject, so that it is warm for its first run. Should it fail, that run tries again and tells.</summary>
    public async Task GetReadyAsync() => await FailureOfAsync(StartAsync);

    /// <summary>One run. After one that failed, the subject begins anew.</summary>
    public async Task<RunResult> RunAsync()
    {
        RunResult? result = null;
        var failure = await FailureOfAsync(async () =>
        {
            await StartAsync();
            result = await _contender!.RunAsync();

            if (scenario.WantsNewProcess)
                await StopAsync();
        });

        _results.Add(failure ?? result!);
        return _results[^1];
    }

    /// <summary>The last run is over; it does not count where the subject does not end as it should.</summary>
    public async Task EndAsync()
    {
        if (await FailureOfAsync(StopAsync) is { } failure)
            _results[^1] = failure;
    }

    public ValueTask DisposeAsync() => _contender?.DisposeAsync() ?? default;

    private async Task StartAsync() => _contender ??= await Contender.StartAsync(servers, subject, program, scenario, explains);

    private async Task StopAsync()
    {
        if (_contender is not { } contender)
            return;

        await contender.EndAsync();
        _contender = null;
        await contender.DisposeAsync();
    }

    private async Task<RunResult?> FailureOfAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception error)
        {
            if (_contender is { } contender)
            {
                _contender = null;
                await contender.DisposeAsync();
            }

            return new() { Failure = error is RunFailedException ? error.Message : $"{error.GetType().Name}: {error.Message}" };
        }
    }
}
