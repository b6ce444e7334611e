using EdaKit.Cli.Databases;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Cli.Sagas;

/// <summary>Reads sagas, with errors that say what to do.</summary>
internal static class SagaSession
{
    private static readonly NeededTables Tables = new("edakit_saga_timeline", "modelBuilder.AddSagas()", "0005-sagas.sql", "select");

    /// <exception cref="ToolException">The database cannot be reached, or its tables or rights are not what they must be.</exception>
    public static async Task<T> RunAsync<T>(Database database, Func<SagaReader, Task<T>> work)
    {
        var options = new DbContextOptionsBuilder<SagaDb>();
        database.Use(options);
        await using var context = new SagaDb(options.Options, database);

        try
        {
            await context.Database.OpenConnectionAsync();
            return await work(new(context));
        }
        catch (Exception error) when (error is not (ToolException or OperationCanceledException) && database.Explain(error, Tables) is { } explained)
        {
            throw explained;
        }
    }
}
