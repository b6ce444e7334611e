using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Repository;

/// <summary>Loads, adds and removes instances for one message, on the context and in the transaction of that message. The save comes at its end.</summary>
internal sealed class SagaMessageContext<TDb, TSaga, TMessage>(TDb db, ConsumeContext<TMessage> context, ISagaConsumeContextFactory<TDb, TSaga> factory,
    SagaRows<TSaga> rows, params object[] payloads)
    : ConsumeContextScope<TMessage>(context, payloads), SagaRepositoryContext<TSaga, TMessage>
    where TDb : DbContext
    where TSaga : class, ISaga
    where TMessage : class
{
    public Task<SagaConsumeContext<TSaga, TMessage>> Add(TSaga instance) => Of(instance, SagaConsumeContextMode.Add);

    /// <summary>
    /// Nothing is inserted ahead of time: the row that is not there is locked as the others are, so the instance that <see cref="Load"/> does not find can be added
    /// without a race.
    /// </summary>
    public async Task<SagaConsumeContext<TSaga, TMessage>> Insert(TSaga instance)
    {
        if (await rows.LoadAsync(db, instance.CorrelationId, CancellationToken) is not null)
            return null!;

        db.Add(instance);
        return await Of(instance, SagaConsumeContextMode.Insert);
    }

    public async Task<SagaConsumeContext<TSaga, TMessage>> Load(Guid correlationId) =>
        await rows.LoadAsync(db, correlationId, CancellationToken) is { } instance ? await Of(instance, SagaConsumeContextMode.Load) : null!;

    public Task Save(SagaConsumeContext<TSaga> context)
    {
        ArgumentNullException.ThrowIfNull(context);

        Touch(context.Saga);
        db.Add(context.Saga);
        return Task.CompletedTask;
    }

    public Task Update(SagaConsumeContext<TSaga> context)
    {
        ArgumentNullException.ThrowIfNull(context);

        Touch(context.Saga);
        return Task.CompletedTask;
    }

    public Task Delete(SagaConsumeContext<TSaga> context)
    {
        ArgumentNullException.ThrowIfNull(context);

        db.Remove(context.Saga);
        return Task.CompletedTask;
    }

    public Task Discard(SagaConsumeContext<TSaga> context) => Undo(context);

    /// <summary>Detached, and not marked unchanged: what the handler did to the instance must not be found by a later load.</summary>
    public Task Undo(SagaConsumeContext<TSaga> context)
    {
        ArgumentNullException.ThrowIfNull(context);

        db.Entry(context.Saga).State = EntityState.Detached;
        return Task.CompletedTask;
    }

    public Task<SagaConsumeContext<TSaga, T>> CreateSagaConsumeContext<T>(ConsumeContext<T> consumeContext, TSaga instance, SagaConsumeContextMode mode)
        where T : class => factory.CreateSagaConsumeContext(db, consumeContext, instance, mode);

    private Task<SagaConsumeContext<TSaga, TMessage>> Of(TSaga instance, SagaConsumeContextMode mode) => factory.CreateSagaConsumeContext(db, this, instance, mode);

    private static void Touch(TSaga instance)
    {
        if (instance is ISagaVersion versioned)
            versioned.Version++;
    }
}
