using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.EntityFrameworkCore.Update.Internal;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>
/// Sends a save's commands as EF Core does, and tells the unit of work of each before it is sent: which transaction participants' statements
/// need depends on what they run with.
/// </summary>
[SuppressMessage("Usage", "EF1001", Justification = "EF Core has no public class that executes batches. This one looks at what passes through and changes nothing.")]
internal sealed class SaveBatchExecutor(ICurrentDbContext current, IDiagnosticsLogger<DbLoggerCategory.Update> logger) : BatchExecutor(current, logger)
{
    private UnitOfWorkTracker? _tracker;

    public override int Execute(IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection) =>
        base.Execute(Announced(commandBatches), connection);

    public override Task<int> ExecuteAsync(IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection,
        CancellationToken cancellationToken = default) => base.ExecuteAsync(Announced(commandBatches), connection, cancellationToken);

    private IEnumerable<ModificationCommandBatch> Announced(IEnumerable<ModificationCommandBatch> batches)
    {
        var context = CurrentContext.Context;
        _tracker ??= context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<UnitOfWorkInterceptor>().FirstOrDefault()?.Tracker;

        if (_tracker?.Of(context) is not { } work)
            return batches;

        // EF Core comes here once for each attempt. Of one that failed as its results were read, nobody is told.
        work.StatementsUndone();
        return work.IsConcerned ? Announced(batches, context, work) : batches;
    }

    private static IEnumerable<ModificationCommandBatch> Announced(IEnumerable<ModificationCommandBatch> batches, DbContext context, ContextWork work)
    {
        foreach (var batch in batches)
        {
            // EF Core decides on a transaction when it has the first batch in its hands.
            work.Sending(context, isLast: !batch.AreMoreBatchesExpected, isInserts: batch.ModificationCommands.All(command => command.EntityState == EntityState.Added));
            yield return batch;
        }
    }
}
