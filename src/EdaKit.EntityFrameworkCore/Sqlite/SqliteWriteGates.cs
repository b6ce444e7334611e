using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace EdaKit.EntityFrameworkCore.Sqlite;

/// <summary>
/// One gate per SQLite file. SQLite lets one connection write at a time and makes the others poll with growing pauses, so that whoever
/// writes in a loop starves whoever writes now and then. Queueing before BEGIN makes it fair.
/// </summary>
internal sealed class SqliteWriteGates
{
    private readonly ConcurrentDictionary<string, SqliteWriteGate> _gates = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<DbConnection, SqliteWriteGate> _privateGates = [];

    /// <summary>Longer than any well-behaved unit of work; a wait beyond it is a deadlock or a unit of work that waits for something else.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The gate of an open connection's database.</summary>
    /// <param name="connection">A connection that is open: only then does SQLite tell the file that a URI or a symbolic link leads to.</param>
    public SqliteWriteGate Of(DbConnection connection)
    {
        var file = connection.DataSource;

        if (file.Length > 0)
            return _gates.GetOrAdd(Path.GetFullPath(file), path => new SqliteWriteGate(path, LongestWait));

        // No file: a database in memory, which belongs to its connection alone unless it shares its cache.
        return connection.ConnectionString.Contains("cache=shared", StringComparison.OrdinalIgnoreCase)
            ? _gates.GetOrAdd(connection.ConnectionString, memory => new SqliteWriteGate(memory, LongestWait))
            : _privateGates.GetValue(connection, memory => new SqliteWriteGate(memory.ConnectionString, LongestWait));
    }
}
