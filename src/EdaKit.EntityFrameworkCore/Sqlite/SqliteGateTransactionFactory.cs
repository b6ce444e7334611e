using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EdaKit.EntityFrameworkCore.Sqlite;

/// <summary>
/// Makes transactions that tell the write gate when they are over. An interceptor hears of commit and rollback only; a transaction that is
/// disposed without either ends in silence, and on a connection that stays open nothing else would give the gate back.
/// </summary>
internal sealed class SqliteGateTransactionFactory(RelationalTransactionFactoryDependencies dependencies) : RelationalTransactionFactory(dependencies)
{
    public override RelationalTransaction Create(IRelationalConnection connection, DbTransaction transaction, Guid transactionId,
        IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger, bool transactionOwned)
    {
        var gate = connection.Context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors?
            .OfType<SqliteWriteGateInterceptor>().FirstOrDefault();

        return gate is null
            ? base.Create(connection, transaction, transactionId, logger, transactionOwned)
            : new GatedTransaction(gate, connection, transaction, transactionId, logger, transactionOwned, Dependencies.SqlGenerationHelper);
    }

    private sealed class GatedTransaction(SqliteWriteGateInterceptor gate, IRelationalConnection connection, DbTransaction transaction, Guid transactionId,
        IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger, bool transactionOwned, ISqlGenerationHelper sql)
        : RelationalTransaction(connection, transaction, transactionId, logger, transactionOwned, sql)
    {
        protected override void ClearTransaction()
        {
            var context = Connection.Context;
            try
            {
                base.ClearTransaction();
            }
            finally
            {
                gate.TransactionEnded(context);
            }
        }

        protected override async Task ClearTransactionAsync(CancellationToken cancellationToken = default)
        {
            var context = Connection.Context;
            try
            {
                await base.ClearTransactionAsync(cancellationToken);
            }
            finally
            {
                gate.TransactionEnded(context);
            }
        }
    }
}
