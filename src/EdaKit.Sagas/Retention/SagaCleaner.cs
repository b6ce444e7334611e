using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Retention;

/// <summary>Removes ended instances that have outlived their retention, with their timelines, a bounded number at a time.</summary>
internal sealed class SagaCleaner<TDb>(SagaOptions options, SagaRegistry registry, IServiceScopeFactory scopes, TimeProvider time, ILogger<SagaCleaner<TDb>> logger)
    : SagaRound<TDb>("sagas/cleaning", options, scopes, time, logger)
    where TDb : DbContext
{
    protected override async Task<int> WorkAsync(TDb context, CancellationToken cancellationToken)
    {
        var removed = 0;

        foreach (var table in EndedInstances.TablesOf(context))
            removed += await DrainAsync(() => EndedInstances.RemoveAsync(context, table, Options, cancellationToken));

        await DrainAsync(() => OldEntries.RemoveAsync(context, registry.PlainNames, Options, cancellationToken));
        return removed;
    }

    protected override void Report(int instances) => SagaLog.Cleaned(Logger, instances, typeof(TDb).Name, Options.Retention);

    private async Task<int> DrainAsync(Func<Task<int>> removeBatch)
    {
        var removed = 0;
        int batch;

        do
        {
            batch = await removeBatch();
            removed += batch;
        }
        while (batch == Options.CleaningBatchSize);

        return removed;
    }
}
