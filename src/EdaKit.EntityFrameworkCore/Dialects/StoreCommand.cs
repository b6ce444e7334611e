using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EdaKit.EntityFrameworkCore.Dialects;

/// <summary>
/// A statement of EdaKit's own on a context's connection and in its transaction, past EF Core's commands: some are sent for every message, and
/// would fill the application's log of statements and take a good part of the time. For one caller at a time.
/// </summary>
public sealed class StoreCommand : IAsyncDisposable
{
    private readonly DbContext _context;
    private readonly DbCommand _command;

    private StoreCommand(DbContext context, DbCommand command) => (_context, _command) = (context, command);

    /// <summary>Opens the context's connection, if it is not open, and prepares a command on it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The command. Disposing it closes the connection again, if it was opened here.</returns>
    public static async Task<StoreCommand> OpenAsync(DbContext context, string sql, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);

        await context.Database.OpenConnectionAsync(cancellationToken);

        var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // EdaKit's own text; what it is asked about comes as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        return new(context, command);
    }

    /// <summary>Runs a statement without parameters that answers with one whole number.</summary>
    /// <param name="context">The context.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number.</returns>
    public static async Task<long> NumberAsync(DbContext context, string sql, CancellationToken cancellationToken)
    {
        await using var command = await OpenAsync(context, sql, cancellationToken);
        return (await command.AllAsync(row => row.GetInt64(0), cancellationToken)).Single();
    }

    /// <summary>
    /// Does work that writes, in a transaction where the database needs one: SQLite's write gate takes a statement of ours for a write only
    /// within one. Elsewhere a statement alone is its own transaction. Within a transaction of the context it adds none.
    /// </summary>
    /// <typeparam name="T">What the work answers with.</typeparam>
    /// <param name="context">The context.</param>
    /// <param name="dialect">Its dialect.</param>
    /// <param name="work">The work: one statement.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the work answered.</returns>
    public static async Task<T> WriteAsync<T>(DbContext context, StoreDialect dialect, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(work);

        if (!dialect.HasSingleWriter || context.Database.CurrentTransaction is not null)
            return await work();

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var result = await work();
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">Its name, without the sign before it.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The same command.</returns>
    public StoreCommand Add(string name, object value)
    {
        _command.AddParameter(name, value);
        return this;
    }

    /// <summary>Runs the statement and reads all rows that it answers with.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rows.</returns>
    public async Task<List<T>> AllAsync<T>(Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);

        await using var reader = await _command.ExecuteReaderAsync(cancellationToken);

        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));

        return rows;
    }

    /// <summary>Runs the statement.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many rows it changed.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => _command.ExecuteNonQueryAsync(cancellationToken);

    /// <summary>Lets go of the command and of the connection.</summary>
    /// <returns>When that is done.</returns>
    public async ValueTask DisposeAsync()
    {
        await _command.DisposeAsync();
        await _context.Database.CloseConnectionAsync();
    }
}
