using EdaKit.EntityFrameworkCore.UnitOfWork;
using EdaKit.Sagas.Locking;
using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Timeline;
using MassTransit;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Repository;

/// <summary>
/// Handles the messages of a saga in a transaction: in that of the inbox where there is one, so that instance, timeline, outgoing messages and inbox entry
/// commit together, else in one of its own.
/// </summary>
internal sealed class SagaContextFactory<TDb, TSaga>(TDb db, ISagaConsumeContextFactory<TDb, TSaga> factory, SagaOptions options, SagaRows<TSaga> rows,
    UnitOfWorkTracker unitOfWork)
    : ISagaRepositoryContextFactory<TSaga>, IQuerySagaRepositoryContextFactory<TSaga>, ILoadSagaRepositoryContextFactory<TSaga>
    where TDb : DbContext
    where TSaga : class, ISaga
{
    public void Probe(ProbeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        context.Add("persistence", "edakit");
        context.Add("context", typeof(TDb).Name);
        context.Add("concurrency", options.Concurrency.ToString());
    }

    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<TSaga, T>> next)
        where T : class => InTransactionAsync(() => next.Send(ContextOf(context)), context.CancellationToken);

    public Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<TSaga> query, IPipe<SagaRepositoryQueryContext<TSaga, T>> next)
        where T : class => InTransactionAsync(async () =>
        {
            // 1. Find and lock, in the order of their ids, so that two messages that find the same instances do not wait for each other.
            var instances = new List<TSaga>();

            foreach (var id in await FindAsync())
            {
                if (await rows.LoadAsync(db, id, context.CancellationToken) is { } instance)
                    instances.Add(instance);
            }

            // 2. Until they were locked, another transaction may have changed them. Whether they still match, only the database can tell by the rules that found them.
            if (instances.Count > 0)
            {
                var ids = (await FindAsync()).ToHashSet();
                instances.RemoveAll(instance => !ids.Contains(instance.CorrelationId));
            }

            // 3. Handle.
            await next.Send(new LoadedSagaRepositoryQueryContext<TSaga, T>(ContextOf(context), instances));

            Task<List<Guid>> FindAsync() => db.Set<TSaga>().AsNoTracking().Where(query.FilterExpression).Select(instance => instance.CorrelationId).OrderBy(id => id)
                .ToListAsync(context.CancellationToken);
        }, context.CancellationToken);

    public Task<T> Execute<T>(Func<LoadSagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken)
        where T : class => asyncMethod(new SagaLoadContext<TSaga>(db, cancellationToken));

    public Task<T> Execute<T>(Func<QuerySagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken)
        where T : class => asyncMethod(new SagaLoadContext<TSaga>(db, cancellationToken));

    private SagaMessageContext<TDb, TSaga, T> ContextOf<T>(ConsumeContext<T> context)
        where T : class => options.Timeline
            ? new(db, context, factory, rows, db, new StoredLocks(db), new StoredTimeline(db))
            : new(db, context, factory, rows, db, new StoredLocks(db));

    private async Task InTransactionAsync(Func<Task> handle, CancellationToken cancellationToken)
    {
        // 1. The inbox has begun, and will save and commit.
        if (db.Database.CurrentTransaction is not null)
        {
            await handle();
            return;
        }

        async Task<bool> HandleAsync()
        {
            // 2. Begin clean: a failed attempt before this one left its entities behind.
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

            // 3. Handle, save, commit.
            await handle();
            await unitOfWork.SaveAndCommitAsync(db, () => db.ChangeTracker.HasChanges(), cancellationToken);
            return true;
        }

        var strategy = db.Database.CreateExecutionStrategy();

        if (strategy.RetriesOnFailure)
            await strategy.ExecuteAsync(HandleAsync);
        else
            await HandleAsync();
    }
}
