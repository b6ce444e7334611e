using EdaKit.Cli.Databases;
using EdaKit.Cli.Outbox.Changes;
using EdaKit.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdaKit.Cli.Outbox;

/// <summary>Work on an outbox, whose errors say what to do.</summary>
internal static class OutboxSession
{
    private static readonly NeededTables Tables = new("edakit_outbox", "modelBuilder.AddOutbox()", "0001-outbox.sql", "select, update and delete");

    /// <summary>Works on the outbox of a database.</summary>
    /// <param name="database">The database.</param>
    /// <param name="work">The work.</param>
    /// <param name="changed">Hears of each record that the work changed, right after its transaction.</param>
    /// <exception cref="ToolException">The database cannot be reached, or its tables or rights are not what they must be.</exception>
    public static async Task<T> RunAsync<T>(Database database, Func<IOutboxOperations<OutboxDb>, Task<T>> work, Action<ChangedRecord>? changed = null)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(database)
            .AddDbContext<OutboxDb>(database.Use)
            .AddOutboxOperations<OutboxDb>()
            .AddSingleton<ILoggerProvider>(new ChangeLog(changed ?? (_ => { })))
            .BuildServiceProvider();

        return await database.ExplainAsync(Tables, () => work(services.GetRequiredService<IOutboxOperations<OutboxDb>>()));
    }
}
