using EdaKit.Outbox.Storage;

namespace EdaKit.StoreConformance.Stores;

/// <summary>
/// A store in a fresh database of its own. What an implementer owes: nothing is shared between two instances but the server, and the
/// tables come from the application's model as <c>AddOutbox</c> maps them.
/// </summary>
/// <remarks>
/// A class that implements this takes part in the kit: <see cref="Every_store_runs_every_suite"/> fails until there is a class for each
/// suite with it.
/// </remarks>
public interface IStoreUnderTest : IAsyncDisposable
{
    /// <summary>The store of this process.</summary>
    internal IOutboxStore Outbox { get; }

    /// <summary>The application's container, with the outbox's relay switched off, so that only the test claims.</summary>
    IServiceProvider Services { get; }

    /// <summary>The database's folder under docs/sql.</summary>
    string Database { get; }

    /// <summary>Creates the database with its tables.</summary>
    /// <param name="shape">The application's model.</param>
    /// <param name="makeTables">How the tables are made; null for what EF Core makes of the model.</param>
    Task CreateAsync(ModelShape shape, Func<ConformanceDb, Task>? makeTables = null);

    /// <summary>EdaKit's tables, columns, keys and indexes as the database's own catalog knows them, one to a line, in a fixed order.</summary>
    Task<string> DescribeTablesAsync();

    /// <summary>Each column of EdaKit's tables with its type, such as <c>edakit_inbox.consumer character varying(500)</c>, in the tables' order.</summary>
    Task<IReadOnlyList<string>> ColumnsAsync();

    /// <summary>The store as another process would see it: another container on the same database.</summary>
    IStoreUnderTest OtherProcess();

    /// <summary>Completes when a transaction of this database waits for another one, where the database can tell.</summary>
    Task SomebodyWaitsAsync();

    /// <summary>Whether the database lets one transaction write at a time, so that all others wait.</summary>
    bool HasOneWriter { get; }
}
