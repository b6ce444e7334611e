using Microsoft.Extensions.Hosting;

namespace Insurance.Store.Reading;

/// <summary>Lets a read model that keeps its own position follow the events as long as the process runs.</summary>
/// <param name="poll">How long to wait where nothing is new.</param>
/// <param name="clock">The clock.</param>
public abstract class ReadModelFollower(TimeSpan poll, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // 1. As long as there is something, go on at once.
                var count = await GoOnAsync(stoppingToken);
                failures = 0;

                // 2. Else look again a little later.
                if (count == 0)
                    await Task.Delay(poll, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // 3. A database that is away comes back; not all processes shall knock at once when it does.
                Report(++failures, fault);
                var pause = Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(failures, 10)) / 4) * (0.5 + Random.Shared.NextDouble() / 2);
                await Task.Delay(TimeSpan.FromSeconds(pause), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Reads the next events, and stores what they change.</summary>
    /// <returns>How many events that were; 0 where nothing is new.</returns>
    protected abstract Task<int> GoOnAsync(CancellationToken cancellationToken);

    /// <summary>Says that it does not go on. It will be tried again.</summary>
    /// <param name="attempt">For how many times in a row.</param>
    /// <param name="fault">Why.</param>
    protected abstract void Report(int attempt, Exception fault);
}
