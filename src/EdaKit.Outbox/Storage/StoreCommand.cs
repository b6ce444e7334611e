using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EdaKit.Outbox.Storage;

/// <summary>
/// A statement of EdaKit's own on the context's connection and in its transaction, past EF Core's commands: it is sent for every message, and
/// would fill the application's log of statements and take a good part of the time.
/// </summary>
internal sealed class StoreCommand : IAsyncDisposable
{
    private readonly DbContext _context;
    private readonly DbCommand _command;

    private StoreCommand(DbContext context, DbCommand command) => (_context, _command) = (context, command);

    public static async Task<StoreCommand> OpenAsync(DbContext context, string sql, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);

        var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        return new(context, command);
    }

    /// <summary>Runs a statement without parameters that answers with one whole number.</summary>
    public static async Task<long> NumberAsync(DbContext context, string sql, CancellationToken cancellationToken)
    {
        await using var command = await OpenAsync(context, sql, cancellationToken);
        return (await command.AllAsync(row => row.GetInt64(0), cancellationToken)).Single();
    }

    public StoreCommand Add(string name, object value)
    {
        var parameter = _command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        _command.Parameters.Add(parameter);
        return this;
    }

    /// <summary>Runs the statement and reads all rows that it answers with.</summary>
    public async Task<List<T>> AllAsync<T>(Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var reader = await _command.ExecuteReaderAsync(cancellationToken);

        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));

        return rows;
    }

    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => _command.ExecuteNonQueryAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _command.DisposeAsync();
        await _context.Database.CloseConnectionAsync();
    }
}
