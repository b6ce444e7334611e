using MassTransit;
using MassTransit.Middleware;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Repository;

/// <summary>Reads instances for code that only looks, without locks and without tracking.</summary>
internal sealed class SagaLoadContext<TSaga>(DbContext db, CancellationToken cancellationToken)
    : BasePipeContext(cancellationToken), QuerySagaRepositoryContext<TSaga>, LoadSagaRepositoryContext<TSaga>
    where TSaga : class, ISaga
{
    public Task<TSaga> Load(Guid correlationId) =>
        db.Set<TSaga>().AsNoTracking().SingleOrDefaultAsync(instance => instance.CorrelationId == correlationId, CancellationToken)!;

    public async Task<SagaRepositoryQueryContext<TSaga>> Query(ISagaQuery<TSaga> query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        return new DefaultSagaRepositoryQueryContext<TSaga>(this,
            await db.Set<TSaga>().AsNoTracking().Where(query.FilterExpression).Select(instance => instance.CorrelationId).ToListAsync(cancellationToken));
    }
}
