using EdaKit.AspNetCore.Idempotency.Registration;
using EdaKit.AspNetCore.Telemetry;
using EdaKit.EntityFrameworkCore.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.AspNetCore.Idempotency.Storage;

/// <summary>Removes stored answers that are older than the window, a bounded number at a time.</summary>
internal sealed class IdempotencyCleaner<TDb>(IdempotencyOptions options, IServiceScopeFactory scopes, TimeProvider time, ILogger<IdempotencyCleaner<TDb>> logger,
    IHostApplicationLifetime? lifetime = null)
    : LeasedRounds<TDb>(scopes, time, lifetime)
    where TDb : DbContext
{
    protected override string Lease => "idempotency/cleaning";

    protected override TimeSpan Interval => options.CleaningInterval;

    protected override Task<int> WorkAsync(TDb context, CancellationToken cancellationToken) =>
        DrainAsync(options.CleaningBatchSize, atMost => IdempotencyStore.ForgetAsync(context, options.Window, atMost, cancellationToken));

    protected override void Report(int count) => IdempotencyLog.Cleaned(logger, count, typeof(TDb).Name, options.Window);

    protected override void ReportFailure(Exception failure) => IdempotencyLog.CleaningFailed(logger, failure, typeof(TDb).Name, Interval);
}
