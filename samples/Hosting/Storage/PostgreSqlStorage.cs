using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Samples.Hosting.Storage;

/// <summary>One PostgreSQL database with a schema for each service.</summary>
internal sealed class PostgreSqlStorage(string connectionString) : IServiceStorage
{
    /// <summary>The key of the lock under which tables are made; any number will do if all processes use the same one.</summary>
    private const long TablesLock = 5_365_365;

    public string Description
    {
        get
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            return $"PostgreSQL, database '{settings.Database}' at {settings.Host}:{settings.Port}, a schema for each service";
        }
    }

    /// <summary>Opens one connection, so that a wrong address or password is reported before anything starts.</summary>
    /// <exception cref="OperatorException">The server cannot be reached, or refuses.</exception>
    public static async Task<PostgreSqlStorage> Connect(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            return new PostgreSqlStorage(connectionString);
        }
        catch (ArgumentException fault)
        {
            throw new OperatorException(
                $"{ServerSettings.PostgresVariable} is not a PostgreSQL connection string: {fault.Message}", fault);
        }
        catch (NpgsqlException fault)
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            throw new OperatorException($"""
                PostgreSQL at {settings.Host}:{settings.Port} does not let user '{settings.Username}' into database '{settings.Database}':
                  {(fault.InnerException ?? fault).Message}
                Start the server, or correct {ServerSettings.PostgresVariable}.
                """, fault);
        }
    }

    public void Configure(DbContextOptionsBuilder options, string service) => options.UseNpgsql(connectionString);

    public async Task CreateTables(DbContext context, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // Processes may start at the same moment. The lock lets one of them in at a time and ends with the transaction.
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({TablesLock})", cancellationToken);

        var schema = context.Model.GetDefaultSchema();
        var found = await context.Database
            .SqlQuery<string>($"""
                SELECT table_name AS "Value" FROM information_schema.tables WHERE table_schema = {schema}
                UNION ALL SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = {schema}
                """)
            .ToListAsync(cancellationToken);
        if (found.Count == 0)
            await context.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(cancellationToken);
        else
            NeededTables.Check(context, found, $"The schema '{schema}'", $"Drop it (drop schema \"{schema}\" cascade), or use another database.");

        await transaction.CommitAsync(cancellationToken);
    }
}
