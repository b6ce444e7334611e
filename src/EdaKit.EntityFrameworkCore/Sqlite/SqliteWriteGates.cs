using System.Collections.Concurrent;
using System.Data.Common;

namespace EdaKit.EntityFrameworkCore.Sqlite;

/// <summary>
/// One gate per SQLite file. SQLite lets one connection write at a time and makes the others poll with growing pauses, so that whoever
/// writes in a loop starves whoever writes now and then. Queueing before BEGIN makes it fair.
/// </summary>
internal sealed class SqliteWriteGates
{
    private readonly ConcurrentDictionary<string, SqliteWriteGate> _gates = new(StringComparer.Ordinal);

    public SqliteWriteGate Of(DbConnection connection) => _gates.GetOrAdd(FileOf(connection), file => new SqliteWriteGate(file));

    private static string FileOf(DbConnection connection)
    {
        var source = connection.DataSource;
        return source.Contains(":memory:", StringComparison.Ordinal) || source.StartsWith("file:", StringComparison.Ordinal)
            ? connection.ConnectionString
            : Path.GetFullPath(source);
    }
}
