using System.Data.Common;
using System.Diagnostics;
using EdaKit.Audit.Faults;
using MassTransit;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EdaKit.Audit.Workers;

/// <summary>Sees the boundaries on a message's path go by, and ends the process at the one it was told, by SIGKILL: nothing is tidied up.</summary>
internal sealed class BoundaryWatch : IDbCommandInterceptor, IDbTransactionInterceptor, ISendObserver, IPublishObserver, IConsumeObserver, IReceiveObserver
{
    private volatile Boundary _deadly;

    /// <summary>The next time that this boundary is reached, the process dies.</summary>
    public void DieAt(Boundary boundary) => _deadly = boundary;

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (CommitsByItself(command))
            Reach(Boundary.BeforeCommit);
        return new(result);
    }

    public ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result,
        CancellationToken cancellationToken = default)
    {
        if (CommitsByItself(command))
            Reach(Boundary.AfterCommit);
        return new(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        Reach(Boundary.BeforeCommit);
        return new(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Reach(Boundary.AfterCommit);
        return Task.CompletedTask;
    }

    public Task PreSend<T>(SendContext<T> context)
        where T : class => Passing(Boundary.BeforePublish);

    public Task PostSend<T>(SendContext<T> context)
        where T : class => Passing(Boundary.AfterConfirm);

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Passing(Boundary.BeforePublish);

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Passing(Boundary.AfterConfirm);

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class => Passing(Boundary.BeforeAcknowledge);

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Passing(Boundary.AfterAcknowledge);

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    private static bool CommitsByItself(DbCommand command) =>
        command.Transaction is null && command.CommandText.Contains("INSERT INTO said", StringComparison.OrdinalIgnoreCase);

    private Task Passing(Boundary boundary)
    {
        Reach(boundary);
        return Task.CompletedTask;
    }

    private void Reach(Boundary boundary)
    {
        if (boundary != _deadly)
            return;

        using var me = Process.GetCurrentProcess();
        me.Kill();

        // The signal is on its way. Nobody passes here meanwhile.
        Thread.Sleep(Timeout.Infinite);
    }
}
