using EdaKit.Cli.Databases;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Cli.Sagas;

/// <summary>Reads sagas, with errors that say what to do.</summary>
internal static class SagaSession
{
    private static readonly NeededTables Tables = new("edakit_saga_timeline", "modelBuilder.AddSagas()", "0005-sagas.sql", "select");
    private static readonly NeededTables LockTables = new("edakit_semantic_lock", "modelBuilder.AddSagas()", "0006-semantic-locks.sql", "select");

    /// <exception cref="ToolException">The database cannot be reached, or its tables or rights are not what they must be.</exception>
    public static Task<T> RunAsync<T>(Database database, Func<SagaReader, Task<T>> work) => RunAsync(database, Tables, work);

    /// <summary>The same for locks, which have a table of their own.</summary>
    /// <exception cref="ToolException">The database cannot be reached, or its tables or rights are not what they must be.</exception>
    public static Task<T> ReadLocksAsync<T>(Database database, Func<SagaReader, Task<T>> work) => RunAsync(database, LockTables, work);

    private static async Task<T> RunAsync<T>(Database database, NeededTables tables, Func<SagaReader, Task<T>> work)
    {
        var options = new DbContextOptionsBuilder<SagaDb>();
        database.Use(options);
        await using var context = new SagaDb(options.Options, database);

        return await database.ExplainAsync(tables, async () =>
        {
            await context.Database.OpenConnectionAsync();
            return await work(new(context));
        });
    }
}
