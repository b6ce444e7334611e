using System.Data.Common;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using EdaKit.Outbox.Capture;
using EdaKit.Outbox.Scheduling;
using MassTransit;
using MassTransit.DependencyInjection;
using MassTransit.Scheduling;
using MassTransit.Transports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EdaKit.Outbox.ScopedBus;

/// <summary>Captures into one named context, inside consumers and outside.</summary>
internal sealed class ContextOutbox<TDb>(CaptureBuffer<TDb> buffer, TDb context, IBus bus, IScopedConsumeContextProvider consumed, IServiceProvider scope,
    UnitOfWorkTracker unitOfWork)
    : PublishEndpoint(new CapturingSendContext(buffer, scope).PublishThrough(bus, consumed.HasContext ? consumed.GetContext() : null)), IOutbox<TDb>
    where TDb : DbContext
{
    private readonly ISendEndpointProvider _send =
        new CapturingSendContext(buffer, scope).SendThrough(bus, consumed.HasContext ? consumed.GetContext() : null);

    private MessageScheduler? _scheduler;

    public DbTransaction? Transaction => context.Database.CurrentTransaction?.GetDbTransaction();

    public Task SaveAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);

        return new TransactionSave(buffer, context, unitOfWork).SaveAsync(transaction, cancellationToken);
    }

    public Task CommitAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);

        return new TransactionSave(buffer, context, unitOfWork).CommitAsync(transaction, cancellationToken);
    }

    public IMessageScheduler Scheduler => _scheduler ??= new(new CapturingScheduleProvider(_send, buffer), bus.Topology);

    public Task<ISendEndpoint> GetSendEndpoint(Uri address) => _send.GetSendEndpoint(address);

    public ConnectHandle ConnectSendObserver(ISendObserver observer) => _send.ConnectSendObserver(observer);
}
