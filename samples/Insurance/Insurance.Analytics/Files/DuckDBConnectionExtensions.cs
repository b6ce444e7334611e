using DuckDB.NET.Data;

namespace Insurance.Analytics.Files;

/// <summary>Short ways to ask DuckDB. It works in this process, on the thread of whoever asks.</summary>
internal static class DuckDBConnectionExtensions
{
    public static void Execute(this DuckDBConnection connection, string sql, params IEnumerable<(string Name, object? Value)> parameters)
    {
        using var command = CommandOf(connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    public static List<T> Query<T>(
        this DuckDBConnection connection, string sql, Func<DuckDBDataReader, T> read, params IEnumerable<(string Name, object? Value)> parameters)
    {
        using var command = CommandOf(connection, sql, parameters);
        using var reader = command.ExecuteReader();

        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private static DuckDBCommand CommandOf(DuckDBConnection connection, string sql, IEnumerable<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new DuckDBParameter(name, value));
        return command;
    }
}
