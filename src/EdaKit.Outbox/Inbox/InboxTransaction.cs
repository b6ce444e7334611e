using EdaKit.EntityFrameworkCore.UnitOfWork;
using EdaKit.Outbox.Registration;
using MassTransit;
using MassTransit.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Inbox;

/// <summary>Runs one attempt to handle messages: a clean unit of work, in one transaction, in the scope that the consumer gets.</summary>
internal sealed class InboxTransaction(OutboxBinding binding, IRegistrationContext registration)
{
    /// <summary>Whether the consumer has published anything: only then it has to wait while the outbox is full.</summary>
    private volatile bool _publishes;

    private readonly ConsumeScopeProvider _scopes = new(registration);
    private readonly UnitOfWorkTracker _unitOfWork = registration.GetRequiredService<UnitOfWorkTracker>();

    /// <summary>Runs the attempt, saves the context and commits. Where anything throws, nothing of it remains.</summary>
    /// <param name="context">The consumed message.</param>
    /// <param name="attempt">What to do in the transaction. It may run again where the context's execution strategy retries.</param>
    /// <returns>What the attempt answered.</returns>
    public async Task<TResult> RunAsync<TMessage, TResult>(ConsumeContext<TMessage> context, Func<InboxAttempt<TMessage>, Task<TResult>> attempt)
        where TMessage : class
    {
        await using var scope = await _scopes.GetScope(context);
        var services = scope.GetService<IServiceProvider>() ?? throw new InvalidOperationException("MassTransit's consume scope has no service provider.");
        var db = binding.ContextOf(services);
        var buffer = binding.BufferOf(services);
        var cancellationToken = context.CancellationToken;

        // What an outer filter published into this context before the inbox began belongs to no attempt: it is dropped, and said to be.
        buffer.ReportUnsaved();

        await buffer.EnterConsumerAsync(_publishes, cancellationToken);

        async Task<TResult> RunOnceAsync()
        {
            // 1. Begin clean: a failed attempt before this one, in the same scope, left its entities and its messages behind.
            db.ChangeTracker.Clear();
            buffer.Discard();

            InboxAttempt<TMessage>? work = null;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            try
            {
                // 2. Claim, consume.
                work = new InboxAttempt<TMessage>(scope, services, db, buffer);
                var result = await attempt(work);
                _publishes = _publishes || buffer.HasPending;

                // 3. Effects, outgoing messages and inbox entry become one. What an interceptor published during the save is saved after it.
                await _unitOfWork.SaveAndCommitAsync(db, () => buffer.HasPending, cancellationToken);
                work.End();
                await work.NotifyCommittedAsync();
                return result;
            }
            catch
            {
                buffer.Discard();
                throw;
            }
            finally
            {
                work?.End();
            }
        }

        var strategy = db.Database.CreateExecutionStrategy();
        return strategy.RetriesOnFailure ? await strategy.ExecuteAsync(RunOnceAsync) : await RunOnceAsync();
    }
}
