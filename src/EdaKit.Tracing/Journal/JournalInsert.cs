using System.Data.Common;
using System.Globalization;
using System.Text;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Journal;

namespace EdaKit.Tracing.Journal;

/// <summary>Writes the statement that stores entries. It runs within the save's own command where there is one, so it costs no round trip.</summary>
internal sealed class JournalInsert
{
    /// <summary>
    /// As many rows have a statement of their own on PostgreSQL, which is then prepared: a consumer that publishes one message writes two. More come as arrays.
    /// </summary>
    private const int MostInAFew = 4;

    /// <summary>SQLite's bound on the parameters of one statement is 32,766.</summary>
    private const int RowsOfOneStatement = 2000;

    private static readonly string[][] Few = [.. Enumerable.Range(0, MostInAFew).Select(row => JournalColumns.All.Select((_, i) => NameOf(i, row)).ToArray())];

    private readonly bool _hasSingleWriter;
    private readonly string _into;
    private readonly string[] _few;
    private readonly string _many;

    public JournalInsert(StoreDialect dialect, StoreTable journal)
    {
        _hasSingleWriter = dialect.HasSingleWriter;
        _into = $"insert into {journal.Name} ({string.Join(", ", JournalColumns.All.Select(column => journal.Column(column.Property)))})";
        _few = [.. Enumerable.Range(0, MostInAFew + 1).Select(ValuesOf)];
        _many = $"{_into} select * from unnest({string.Join(", ", JournalColumns.All.Select((column, i) => $"cast(@{NameOf(i)} as {column.StoreType}[])"))})";
    }

    /// <summary>Writes one or more statements and their parameters.</summary>
    public string Write(DbCommand command, IReadOnlyList<JournalEntry> entries)
    {
        if (_hasSingleWriter)
            return WriteRows(command, entries);

        if (entries.Count > MostInAFew)
        {
            for (var i = 0; i < JournalColumns.All.Length; i++)
                Add(command, NameOf(i), JournalColumns.All[i].Values(entries));

            return _many;
        }

        for (var row = 0; row < entries.Count; row++)
        {
            for (var i = 0; i < JournalColumns.All.Length; i++)
                Add(command, Few[row][i], JournalColumns.All[i].Value(entries[row])).DbType = JournalColumns.All[i].Type;
        }

        return _few[entries.Count];
    }

    private string ValuesOf(int count) =>
        $"{_into} values {string.Join(", ", Enumerable.Range(0, count).Select(row => $"(@{string.Join(", @", JournalColumns.All.Select((_, i) => Few[row][i]))})"))}";

    private string WriteRows(DbCommand command, IReadOnlyList<JournalEntry> entries)
    {
        var sql = new StringBuilder();

        for (var row = 0; row < entries.Count; row++)
        {
            sql.Append(row % RowsOfOneStatement > 0 ? ",\n(" : $"{(row > 0 ? ";\n" : "")}{_into} values\n(");

            for (var i = 0; i < JournalColumns.All.Length; i++)
            {
                var name = NameOf(i, row);
                sql.Append(i > 0 ? ", @" : "@").Append(name);
                Add(command, name, JournalColumns.All[i].Value(entries[row]));
            }

            sql.Append(')');
        }

        return sql.ToString();
    }

    // Not the names of the outbox, whose statements may stand in the same command.
    private static string NameOf(int column) => string.Create(CultureInfo.InvariantCulture, $"eda_journal_{column}");

    private static string NameOf(int column, int row) => string.Create(CultureInfo.InvariantCulture, $"eda_journal_{column}_{row}");

    private static DbParameter Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
