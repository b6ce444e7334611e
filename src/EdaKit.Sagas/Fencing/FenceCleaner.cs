using EdaKit.EntityFrameworkCore.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Fencing;

/// <summary>Removes what is older than the fence's windows, a bounded number at a time.</summary>
internal sealed class FenceCleaner<TDb>(FenceOptions options, IServiceScopeFactory scopes, TimeProvider time, ILogger<FenceCleaner<TDb>> logger,
    IHostApplicationLifetime? lifetime = null)
    : LeasedRounds<TDb>(scopes, time, lifetime)
    where TDb : DbContext
{
    protected override string Lease => "fence/cleaning";

    protected override TimeSpan Interval => options.CleaningInterval;

    protected override async Task<int> WorkAsync(TDb context, CancellationToken cancellationToken) =>
        await DrainAsync(options.CleaningBatchSize, atMost => FenceStore.ForgetClosedAsync(context, options.CommandWindow, atMost, cancellationToken))
        + await DrainAsync(options.CleaningBatchSize, atMost => FenceStore.ForgetEnteredAsync(context, options.UndoWindow, atMost, cancellationToken));

    protected override void Report(int count) => FenceLog.Cleaned(logger, count, typeof(TDb).Name);

    protected override void ReportFailure(Exception failure) => FenceLog.CleaningFailed(logger, failure, typeof(TDb).Name, Interval);
}
