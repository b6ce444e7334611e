using Insurance.Store.Reading;
using Microsoft.Extensions.Logging;

namespace Insurance.Analytics.Keeping;

/// <summary>Lets analytics follow the events as long as the process runs.</summary>
public sealed partial class AnalyticsFollower(AnalyticsProjection projection, AnalyticsOptions options, TimeProvider clock, ILogger<AnalyticsFollower> log)
    : ReadModelFollower(options.Poll, clock)
{
    protected override Task<int> GoOnAsync(CancellationToken cancellationToken) => projection.GoOnAsync(cancellationToken);

    protected override void Report(int attempt, Exception fault) => LogFailure(log, attempt, fault);

    [LoggerMessage(1, LogLevel.Error, "Analytics do not go on, for the {Attempt}. time in a row. It will be tried again.")]
    private static partial void LogFailure(ILogger log, int attempt, Exception fault);
}
