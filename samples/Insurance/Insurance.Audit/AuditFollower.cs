using Insurance.Store.Reading;
using Microsoft.Extensions.Logging;

namespace Insurance.Audit;

/// <summary>Lets the trail follow the events as long as the process runs.</summary>
public sealed partial class AuditFollower(AuditTrail trail, TimeProvider clock, ILogger<AuditFollower> log) : ReadModelFollower(Poll, clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    protected override Task<int> GoOnAsync(CancellationToken cancellationToken) => trail.GoOnAsync(cancellationToken);

    protected override void Report(int attempt, Exception fault) => LogFailure(log, attempt, fault);

    [LoggerMessage(1, LogLevel.Error, "The audit trail does not go on, for the {Attempt}. time in a row. It will be tried again.")]
    private static partial void LogFailure(ILogger log, int attempt, Exception fault);
}
