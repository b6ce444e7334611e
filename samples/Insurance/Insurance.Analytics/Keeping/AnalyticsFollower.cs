using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Insurance.Analytics.Keeping;

/// <summary>Lets analytics follow the events as long as the process runs.</summary>
public sealed partial class AnalyticsFollower(AnalyticsProjection projection, AnalyticsOptions options, TimeProvider clock, ILogger<AnalyticsFollower> log) : BackgroundService
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
                var count = await projection.GoOnAsync(stoppingToken);
                failures = 0;

                // 2. Else look again a little later.
                if (count == 0)
                    await Task.Delay(options.Poll, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // 3. A database that is away comes back; not all processes shall knock at once when it does.
                LogFailure(log, ++failures, fault);
                var pause = Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(failures, 10)) / 4) * (0.5 + Random.Shared.NextDouble() / 2);
                await Task.Delay(TimeSpan.FromSeconds(pause), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Analytics do not go on, for the {Attempt}. time in a row. It will be tried again.")]
    private static partial void LogFailure(ILogger log, int attempt, Exception fault);
}
