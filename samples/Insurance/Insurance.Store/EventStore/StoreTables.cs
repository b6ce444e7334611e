using Marten;
using Npgsql;

namespace Insurance.Store.EventStore;

/// <summary>Makes the tables that are missing: Marten's, the outbox's and the journal's. An application would do it with its migrations.</summary>
public sealed class StoreTables(IDocumentStore store, NpgsqlDataSource dataSource)
{
    internal const string Schema = "insurance";

    /// <summary>Several processes may start at the same moment: the lock lets one of them in at a time. Any number does, if it is the same for all.</summary>
    private const long TablesLock = 7_326_401;

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({TablesLock})", cancellationToken);
        try
        {
            await ExecuteAsync(connection, await ScriptAsync("outbox.sql", cancellationToken), cancellationToken);
            await ExecuteAsync(connection, await ScriptAsync("journal.sql", cancellationToken), cancellationToken);
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({TablesLock})", CancellationToken.None);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<string> ScriptAsync(string name, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(typeof(StoreTables).Assembly.GetManifestResourceStream(name)!);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
